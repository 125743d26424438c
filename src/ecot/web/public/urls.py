"""Addresses of the pages that everyone may read."""

from __future__ import annotations

from django.urls import URLPattern, path

from ecot.web.public import views

app_name = "public"
urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("la-regle/", views.rule, name="rule"),
    path("la-regle/<str:kind>/", views.rule_history, name="rule_history"),
    path("les-chiffres/", views.figures, name="figures"),
    path("ou-acheter/", views.where, name="shops"),
    path("accessibilite/", views.accessibility, name="accessibility"),
    path("mes-portes/", views.doors, name="doors"),
]
