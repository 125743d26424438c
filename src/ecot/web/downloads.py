"""Files that leave the house: their headers, and the name that papers bear."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext


def download(content: bytes, name: str, kind: str) -> HttpResponse:
    """A file to keep; no cache keeps it."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def fund_name() -> str:
    """The name of the caisse on papers."""
    return gettext("Caisse alimentaire commune")
