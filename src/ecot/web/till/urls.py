"""Addresses of the till."""

from __future__ import annotations

from django.urls import URLPattern, path

from ecot.web.till import paying, views

app_name = "till"
urlpatterns: list[URLPattern] = [
    path("", views.tills, name="tills"),
    path("<uuid:point_id>/", views.sell, name="sell"),
    path("<uuid:point_id>/jour/", views.day, name="day"),
    path("<uuid:point_id>/recu/<int:entry_id>/", views.receipt, name="receipt"),
    path("<uuid:point_id>/recu/<int:entry_id>/corriger/", paying.Correct.as_view(), name="correct"),
    path("<uuid:point_id>/recu/<int:entry_id>/rendre/", paying.Refund.as_view(), name="refund"),
]
