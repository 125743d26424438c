"""Addresses of the pages of `till`."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "till"
urlpatterns: list[URLPattern] = []
