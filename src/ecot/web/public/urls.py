"""Addresses of the pages that everyone may read."""

from __future__ import annotations

from django.urls import URLPattern, path

from ecot.web.public import views

app_name = "public"
urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("portes/", views.doors, name="doors"),
]
