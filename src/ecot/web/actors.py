"""Who acted, in words: the opaque actor of a row becomes a name on the page that shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext

_USER = "user-"


def user_ids(actors: Iterable[str]) -> set[int]:
    """The account numbers among these actors."""
    numbers = (actor.removeprefix(_USER) for actor in actors if actor.startswith(_USER))
    return {int(number) for number in numbers if number.isdecimal()}


def actor_words(actor: str, names: Mapping[int, str]) -> str:
    """An actor as a page names it."""
    kind, _, rest = actor.partition("-")
    if kind == "user" and rest.isdecimal():
        return names.get(int(rest), gettext("un compte fermé"))
    if kind == "till":
        return gettext("la caisse d’un commerce")
    if kind == "household":
        return gettext("le foyer")
    return gettext("la caisse elle-même")
