"""Pages for what cannot be shown: each says what happened, why, and what one can do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext

from ecot.records.storage import BOOK_UNAVAILABLE, RETRY_AFTER_SECONDS
from ecot.values.refusal import Refused
from ecot.web.design.tags import sentence


def _page(request: HttpRequest, status: int, *, title: str, text: str) -> HttpResponse:
    context = {"title": title, "text": text}
    return render(request, "design/refusal.html", context, status=status)


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request could not be read."""
    return _page(
        request,
        400,
        title=gettext("Cette demande est illisible"),
        text=gettext("Rien n’a changé. Revenez à la page précédente et recommencez."),
    )


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: this person may not see this page."""
    return _page(
        request,
        403,
        title=gettext("Cette page n’est pas pour votre rôle"),
        text=gettext(
            "Si vous devez y entrer, demandez au bureau de la caisse de vous donner ce rôle."
        ),
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: there is nothing here, or nothing that this person may know."""
    return _page(
        request,
        404,
        title=gettext("Il n’y a rien à cette adresse"),
        text=gettext("Le lien est peut-être ancien. Repartez de l’accueil."),
    )


def our_fault(request: HttpRequest) -> HttpResponse:
    """500: a mistake of ours; nothing half-done stays, since every deed is one transaction."""
    return _page(
        request,
        500,
        title=gettext("Une erreur de notre part"),
        text=gettext("Rien n’a été enregistré à moitié. Réessayez, puis prévenez le bureau."),
    )


def book_unavailable(request: HttpRequest) -> HttpResponse:
    """503: the book cannot be read or written now; the page is drawn without asking it anything."""
    context = {
        "title": gettext("La caisse reprend son souffle"),
        "text": sentence(Refused(BOOK_UNAVAILABLE)),
        "visitor": None,
    }
    page = render_to_string("design/unavailable.html", context)
    return HttpResponse(page, status=503, headers={"Retry-After": str(RETRY_AFTER_SECONDS)})


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was sent from a page that is too old, or from elsewhere."""
    return _page(
        request,
        403,
        title=gettext("Ce formulaire a trop attendu"),
        text=gettext(
            "Rien n’a été enregistré. Revenez en arrière, rechargez la page et recommencez."
        ),
    )
