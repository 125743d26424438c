"""The gate before every page: refuses what the table does not allow, closes a forgotten session.

Deny by default: a page without a line in `permissions.py` is shown to nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import resolve_url
from django.utils.translation import gettext

from ecot.access.roles import Role
from ecot.values import clock
from ecot.web.permissions import PERMISSIONS, Permit
from ecot.web.visitors import Visitor, visitor_of

IDLE_TEAM: Final = timedelta(minutes=15)
IDLE_TILL: Final = timedelta(hours=12)
IDLE_OTHERS: Final = timedelta(days=30)
_SEEN: Final = "seen_at"
_STEP: Final = timedelta(seconds=30)


class Gate:
    """Runs before each view, once the session is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Go on; a page of somebody signed in is kept by no cache."""
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        arguments: tuple[object, ...],
        named: dict[str, object],
    ) -> HttpResponseBase | None:
        """None to go on; a redirection to the sign-in page; a 403 or a 404.

        What is for devices goes on without its session being read: the interface asks for a token.
        """
        match = request.resolver_match
        permit = PERMISSIONS.get(match.view_name) if match else None
        if permit is None:
            raise PermissionDenied
        if permit.by_device:
            return None
        if request.user.is_authenticated and _has_slept(request, visitor_of(request)):
            logout(request)
            delattr(request, "_ecot_visitor")
            words = gettext(
                "Votre session s’est fermée après un moment sans activité. Entrez à nouveau."
            )
            messages.info(request, words)
        return _answer(request, permit, named)


def _answer(
    request: HttpRequest, permit: Permit, named: dict[str, object]
) -> HttpResponseBase | None:
    visitor = visitor_of(request)
    if not permit.roles & visitor.roles:
        if visitor.user is None:
            return redirect_to_login(request.get_full_path(), resolve_url("account_login"))
        raise PermissionDenied
    if permit.own is not None and not visitor.acts_for(permit.roles, permit.own(named)):
        raise Http404
    return None


def idle_limit(visitor: Visitor) -> timedelta:
    """How long a session of this person may stay without a request."""
    if visitor.is_team:
        return IDLE_TEAM
    return IDLE_TILL if Role.POINT_OF_SALE in visitor.roles else IDLE_OTHERS


def _has_slept(request: HttpRequest, visitor: Visitor) -> bool:
    now = clock.now()
    seen = request.session.get(_SEEN)
    seen_at = datetime.fromisoformat(seen) if isinstance(seen, str) else now
    if now - seen_at > idle_limit(visitor):
        return True
    if seen is None or now - seen_at > _STEP:
        request.session[_SEEN] = now.isoformat()
    return False
