"""Addresses of the pages of `member`."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "member"
urlpatterns: list[URLPattern] = []
