"""The eight promises, by name, each made of the checks of the rooms where it lives.

Walked by `ecot check` and by the office's page. None is ever left out; a check that cannot be done is
an offender, never a silence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from django.db import DatabaseError

from ecot.ledger.checks import growing, journal, naming, standing
from ecot.ledger.one_look import apart, one_look
from ecot.ledger.sealing import closings_as_sealed, entries_as_sealed
from ecot.operations.allocations import checks as allocations
from ecot.operations.contributions import checks as contributions
from ecot.operations.grants import checks as grants
from ecot.operations.reimbursements import checks as reimbursements
from ecot.operations.till import checks as till
from ecot.operations.treasury import checks as treasury
from ecot.records import checks as records
from ecot.records.sealing import checks as seal
from ecot.rulebook import checks as rulebook
from ecot.rulebook.sealing import versions_as_sealed
from ecot.values.finding import Finding

Check = Callable[[], Finding]


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise: its stable name, its sentence, its checks."""

    name: str
    sentence: str
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """Whether a promise is kept: how much was looked at, and the first offender.

    `erased` of the rows looked at cannot be recomputed any more: an erasure deed answers for them.
    """

    name: str
    sentence: str
    checked: int
    first_offender: str | None
    erased: int = 0

    @property
    def ok(self) -> bool:
        """Whether nothing wrong was found."""
        return self.first_offender is None


ONCE: Final[tuple[Check, ...]] = (
    journal.keys_once,
    journal.reversed_once,
    journal.refunds_within_sales,
    standing.trial_balance,
    contributions.receipts_in_book,
    contributions.returns_in_book,
    treasury.movements_in_book,
    treasury.unidentified_in_book,
    treasury.openings_in_book,
    grants.grants_in_book,
    reimbursements.transfers_in_book,
)
FLOORS: Final[tuple[Check, ...]] = (
    standing.guarded_balances,
    standing.floors_in_place,
    standing.floors_never_crossed,
    till.days_under_ceiling,
)
APPEND_ONLY: Final[tuple[Check, ...]] = (
    growing.guards_in_place,
    journal.entries_complete,
    journal.lines_anchored,
    journal.numbers_follow,
    journal.reversals_mirror,
    growing.closed_months_untouched,
    growing.closings_recomputed,
    growing.closings_sealed_by_digest,
    rulebook.versions_unchanged,
)
VOTED_IS_DONE: Final[tuple[Check, ...]] = (
    naming.versions_named,
    journal.lines_as_recipes_write,
    allocations.allocations_as_voted,
    allocations.surpluses_as_voted,
    till.sales_as_voted,
    reimbursements.transfers_as_voted,
    reimbursements.lines_as_voted,
    contributions.pledges_as_voted,
)
SEALED: Final[tuple[Check, ...]] = (
    seal.heads_stand,
    seal.none_slipped_under,
    entries_as_sealed,
    closings_as_sealed,
    versions_as_sealed,
    seal.erasures_sealed,
)
PRIVATE: Final[tuple[Check, ...]] = (
    naming.only_opaque_names,
    naming.keys_opaque,
    naming.evidence_opaque,
)


def promises(on: date) -> tuple[Promise, ...]:
    """All eight, in the order in which they are told; `on` is the day of the check."""
    backed = (partial(grants.backed_today, on), allocations.runs_backed)
    finished = (
        allocations.runs_whole,
        treasury.openings_finished,
        partial(records.jobs_finished, on),
    )
    return (
        Promise("backed", "Chaque MonA est couvert par un euro.", backed),
        Promise("once", "Rien n’est perdu, rien n’est compté deux fois.", ONCE),
        Promise("floors", "Aucun porte-monnaie sous zéro, aucun plafond dépassé.", FLOORS),
        Promise(
            "append_only",
            "Rien n’est modifié ni effacé : une erreur se corrige par une ligne de plus.",
            APPEND_ONLY,
        ),
        Promise("voted_is_done", "Ce qui a été voté est ce qui a été fait.", VOTED_IS_DONE),
        Promise(
            "sealed",
            "Qui garde une empreinte du livre peut prouver qu’il n’a fait que grandir.",
            SEALED,
        ),
        Promise("private", "Le livre ne contient que des références opaques.", PRIVATE),
        Promise("restartable", "Une opération interrompue se termine en la relançant.", finished),
    )


def examine(on: date) -> Iterator[Kept]:
    """Check each promise in turn, all of them on one and the same state of the book."""
    with one_look():
        for promise in promises(on):
            yield _kept(promise)


def _kept(promise: Promise) -> Kept:
    checked, erased, offender = 0, 0, ""
    for check in promise.checks:
        finding = _found(check)
        checked += finding.checked
        erased += finding.erased
        offender = offender or finding.offender
    return Kept(promise.name, promise.sentence, checked, offender or None, erased)


def _found(check: Check) -> Finding:
    """What a check found; one that breaks on a spoilt row is itself an offender."""
    try:
        with apart():
            return check()
    except (DatabaseError, ValueError, TypeError, LookupError, AssertionError) as spoilt:
        words = f"{type(spoilt).__name__} {spoilt}".strip()[:200]
        return Finding(0, f"une vérification n’a pas pu se faire : {words}")
