"""The addresses of the site: the pages of `web`, those of signing in, the interface of tills."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("ecot.web.urls")),
    path("api/v1/", include("ecot.api.urls")),
]

handler400 = "ecot.config.failing.not_understood"
handler403 = "ecot.web.refusing.not_allowed"
handler404 = "ecot.config.failing.not_found"
handler500 = "ecot.config.failing.broken"
