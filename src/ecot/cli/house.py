"""Entering the house: Django is loaded here, when a command needs it and not before."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import typer

from ecot.cli.answering import remark, stop
from ecot.values import clock
from ecot.values.act import Act
from ecot.values.month import YEARS_TYPED
from ecot.values.references import SYSTEM, Actor
from ecot.values.refusal import Reason, RefusalError, Refused

if TYPE_CHECKING:
    from ecot.values.month import Month

OWN: Final = "ecot.config.settings"
LOOKING: Final = "ecot.config.looking"
DEMO: Final = "ecot.config.demo"
LAST_TABLE: Final = "ledger_closingbalance"

NO_BOOK: Final = Reason(
    "NO_BOOK",
    "Il n’y a pas encore de livre ici ({where}). Lancez `ecot demo` pour en voir un,"
    " ou `ecot migrate` pour commencer le vôtre.",
)
BOOK_CLOSED: Final = Reason(
    "BOOK_CLOSED",
    "Le livre ne s’ouvre pas ({where}) : {why}. Vérifiez que la base répond et que son adresse est"
    " juste (ECOT_DATABASE_URL), puis recommencez.",
)
ACCOUNT_UNKNOWN: Final = Reason(
    "ACCOUNT_UNKNOWN",
    "Personne ne se connecte avec l’adresse {email}. Vérifiez-la, puis recommencez.",
)


def enter(settings_module: str = OWN, *, as_json: bool = False) -> None:
    """Load Django with these settings, unless others were chosen already; stops at a setting that is wrong."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings_module)
    import django

    try:
        django.setup()
    except RefusalError as refusal:
        stop(refusal.refused, as_json=as_json)


def reach(*, as_json: bool) -> None:
    """Make sure that the database answers; otherwise stop, and say which it is and why."""
    from django.db import DatabaseError, connections

    for connection in connections.all():
        try:
            connection.ensure_connection()
        except DatabaseError as fault:
            known = connection.settings_dict
            where = " ".join(str(known[part]) for part in ("HOST", "PORT", "NAME") if known[part])
            _closed(where, str(fault), as_json=as_json)


def _closed(where: str, why: str, *, as_json: bool) -> NoReturn:
    first_line = why.strip().partition("\n")[0].rstrip(".")
    stop(Refused(BOOK_CLOSED, {"where": where, "why": first_line}), as_json=as_json)


def open_book(*, as_json: bool, looking: bool = False) -> None:
    """Enter, and make sure that a book stands there; a command that only looks may open the demo's."""
    enter(LOOKING if looking else OWN, as_json=as_json)
    from django.conf import settings
    from django.db import connection

    if not _stands(as_json=as_json):
        where = str(connection.settings_dict["NAME"])
        stop(Refused(NO_BOOK, {"where": where}), as_json=as_json)
    if looking and getattr(settings, "IS_DEMO", False):
        remark(f"Livre de démonstration ({settings.ENVIRONMENT.home}).")


def _stands(*, as_json: bool) -> bool:
    from django.db import connection

    where = str(connection.settings_dict["NAME"])
    try:
        if connection.vendor == "sqlite" and not Path(where).exists():
            return False
    except OSError as fault:
        _closed(where, str(fault.strerror), as_json=as_json)
    reach(as_json=as_json)
    return LAST_TABLE in connection.introspection.table_names()


def act_of(email: str, *, as_json: bool) -> Act:
    """The act of the person with this address, or of the system where none is given."""
    from ecot.access.queries import account_of

    if not email:
        return Act(SYSTEM, clock.now())
    user = account_of(email)
    if user is None:
        stop(Refused(ACCOUNT_UNKNOWN, {"email": email}), as_json=as_json)
    return Act(Actor(f"user-{user.pk}"), clock.now())


def read_day(text: str) -> date:
    """A day as `2026-03-01`, today where nothing is given; anything else is a misuse."""
    if not text:
        return clock.today()
    message = f"« {text} » n’est pas un jour : écrivez-le comme 2026-03-01."
    try:
        day = date.fromisoformat(text)
    except ValueError as unreadable:
        raise typer.BadParameter(message) from unreadable
    if day.year not in YEARS_TYPED:
        raise typer.BadParameter(message)
    return day


def read_month(text: str) -> Month:
    """A month as `2026-03`, the present one where nothing is given; anything else is a misuse."""
    from ecot.values.month import Month

    if not text:
        return Month.of(clock.today())
    month = Month.parse(text)
    if isinstance(month, Refused):
        raise typer.BadParameter(month.sentence)
    return month
