"""What every template knows without being told: the visitor, today's day, whether all is invented."""

from __future__ import annotations

from django.http import HttpRequest

from ecot.values import clock
from ecot.web.demonstration import is_demo
from ecot.web.visitors import Visitor, visitor_of


def surroundings(request: HttpRequest) -> dict[str, object]:
    """The visitor (nobody where the session could not be read) the civil day, the demonstration."""
    known = hasattr(request, "user")
    return {
        "visitor": visitor_of(request) if known else Visitor(None, ()),
        "today": clock.today(),
        "is_demo": is_demo(),
    }
