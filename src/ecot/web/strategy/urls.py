"""Addresses of the strategy pages."""

from __future__ import annotations

from django.urls import URLPattern, path

from ecot.web.strategy import deeds, views

app_name = "strategy"
urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("financements/", views.listing, name="mechanisms"),
    path("financements/<slug:mechanism_id>/", views.mechanism, name="mechanism"),
    path("pistes/", views.leads, name="leads"),
    path("pistes/ouvrir/", deeds.OpenLead.as_view(), name="lead_open"),
    path("pistes/<uuid:lead_id>/", views.lead, name="lead"),
    path("pistes/<uuid:lead_id>/noter/", deeds.MoveLead.as_view(), name="lead_move"),
]
