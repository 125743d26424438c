"""The addresses of the site: the pages of `web`, and the three of signing in."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("ecot.web.urls")),
]

handler400 = "ecot.web.refusing.not_understood"
handler403 = "ecot.web.refusing.not_allowed"
handler404 = "ecot.web.refusing.not_found"
handler500 = "ecot.web.refusing.our_fault"
