"""Addresses of the strategy pages."""

from __future__ import annotations

from django.urls import URLPattern, path

from ecot.web.strategy import deeds, forecasts, views
from ecot.web.strategy.scenarios import deeds as scenario_deeds
from ecot.web.strategy.scenarios import views as scenarios

app_name = "strategy"
urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("financements/", views.listing, name="mechanisms"),
    path("financements/<slug:mechanism_id>/", views.mechanism, name="mechanism"),
    path("pistes/", views.leads, name="leads"),
    path("pistes/ouvrir/", deeds.OpenLead.as_view(), name="lead_open"),
    path("pistes/<uuid:lead_id>/", views.lead, name="lead"),
    path("pistes/<uuid:lead_id>/noter/", deeds.MoveLead.as_view(), name="lead_move"),
    path("previsions/", forecasts.forecasts, name="forecasts"),
    path("scenarios/", scenarios.listing, name="scenarios"),
    path("scenarios/construire/", scenario_deeds.BuildScenario.as_view(), name="build"),
    path("scenarios/comparer/", scenarios.compare, name="compare"),
    path("scenarios/<uuid:scenario_id>/", scenarios.one, name="scenario"),
    path("scenarios/<uuid:scenario_id>/rapport/", scenarios.report, name="report"),
    path("scenarios/<uuid:scenario_id>/fichier/", scenarios.file, name="file"),
    path(
        "scenarios/<uuid:scenario_id>/ranger/",
        scenario_deeds.ShelveScenario.as_view(),
        name="shelve",
    ),
]
