"""Addresses of the interface. Each name has its line in `web/permissions.py`."""

from __future__ import annotations

from django.urls import URLPattern, path

from ecot.api import views

app_name = "api"
urlpatterns: list[URLPattern] = [
    path("openapi.json", views.described, name="described"),
    path("payments", views.payments, name="payments"),
    path("payments/<int:entry_id>/refund", views.refund, name="refund"),
]
