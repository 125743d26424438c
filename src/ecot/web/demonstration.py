"""What a demonstration says on its pages: that nobody in it is real, and who one may enter as.

Nothing here shows on a real caisse's site: `IS_DEMO` is set by the settings of the demo alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django import template
from django.conf import settings

from ecot.access.queries import accounts
from ecot.access.roles import WORDS

register = template.Library()

INVENTED: Final = "@example.org"
"""The ending of the addresses that a demonstration gives: no mail can ever reach one."""


@dataclass(frozen=True, slots=True)
class Played:
    """Somebody of the demonstration: the words of their roles, and their address."""

    words: str
    email: str


def is_demo() -> bool:
    """Whether this site is a demonstration."""
    return bool(getattr(settings, "IS_DEMO", False))


@register.simple_tag
def played_people() -> list[Played]:
    """Whom one may enter as, in the order in which they came; nobody on a real caisse's site."""
    if not is_demo():
        return []
    found = [each for each in accounts() if each.user.email.endswith(INVENTED)]
    found.sort(key=lambda each: each.user.pk)
    return [
        Played(", ".join(WORDS[each.role] for each in one.standings), one.user.email)
        for one in found
        if one.standings
    ]
