"""Pages that everyone may read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    """What the caisse is, in one page."""
    return render(request, "public/home.html", {})


def doors(request: HttpRequest) -> HttpResponse:
    """Where a person may go once signed in."""
    return render(request, "public/doors.html", {})
