"""The addresses of the pages, by audience. Each name has its line in `permissions.py`."""

from __future__ import annotations

from allauth.account import views as account
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("entrer/", account.request_login_code, name="account_login"),
    path("entrer/", account.request_login_code, name="account_request_login_code"),
    path("entrer/code/", account.confirm_login_code, name="account_confirm_login_code"),
    path("sortir/", account.logout, name="account_logout"),
    path("", include("ecot.web.public.urls")),
    path("foyer/", include("ecot.web.member.urls")),
    path("vente/", include("ecot.web.till.urls")),
    path("bureau/", include("ecot.web.office.urls")),
    path("strategie/", include("ecot.web.strategy.urls")),
]
