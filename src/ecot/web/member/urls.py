"""Addresses of the purse of a household."""

from __future__ import annotations

from django.urls import URLPattern, path

from ecot.web.member import deeds, views

app_name = "member"
urlpatterns: list[URLPattern] = [
    path("", views.purses, name="purses"),
    path("<uuid:household_id>/", views.purse, name="purse"),
    path("<uuid:household_id>/mouvements/", views.movements, name="movements"),
    path("<uuid:household_id>/ou-acheter/", views.where, name="where"),
    path("<uuid:household_id>/ma-part/", views.part, name="part"),
    path("<uuid:household_id>/ma-part/changer/", deeds.ChangePledge.as_view(), name="pledge"),
    path("<uuid:household_id>/cartes/", views.cards, name="cards"),
    path(
        "<uuid:household_id>/cartes/<uuid:card_id>/perdue/",
        deeds.CardLost.as_view(),
        name="card_lost",
    ),
]
