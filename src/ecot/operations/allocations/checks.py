"""What this room can prove: each allocation is the rule's, each run whole and backed. Reads only.

The amounts are recomputed by the rule itself from the versions named and the evidence kept.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from ecot.ledger.carrying import Taken, taken_at_opening
from ecot.ledger.gists import Gist, gists
from ecot.ledger.kinds import EntryKind
from ecot.operations.allocations import keys
from ecot.operations.allocations.models import Run, RunState
from ecot.operations.allocations.standing import MONTHS_LOOKED_BACK
from ecot.rulebook.checks import Calendar
from ecot.rules.allocation import AllocationRule, allocate
from ecot.rules.kinds import RuleKind
from ecot.rules.reserve import ReserveRule, cut
from ecot.rules.wallet import WalletRule, surplus
from ecot.values.finding import Finding
from ecot.values.month import Month, months_between
from ecot.values.refusal import Refused

_FACTS: Final = ("adults", "children", "days_present", "days_in_month", "theta_bp")
_KEY_LETTERS: Final = len(keys.lines(Month(2026, 3)))
_KEY: Final = re.compile(r"allocation:(\d{4}-\d{2}):")


def allocations_as_voted() -> Finding:
    """Each allocation is the amount of the version in force when its month began, on its evidence."""
    calendar, cuts = Calendar(RuleKind.ALLOCATION), Calendar(RuleKind.RESERVE)
    checked = 0
    for gist in gists(EntryKind.ALLOCATION, _FACTS, key_letters=_KEY_LETTERS):
        checked += gist.count
        if (fault := _fault(gist, calendar, cuts)) != "":
            return Finding(checked, f"allocation {gist.first_entry_id} : {fault}")
    return Finding(checked)


def _fault(gist: Gist, calendar: Calendar, cuts: Calendar) -> str:
    found = _KEY.fullmatch(gist.key_prefix)
    month = Month.parse(found[1]) if found else None
    if month is None or isinstance(month, Refused):
        return "sa clé ne nomme pas de mois"
    version = calendar.on(month.first_day)
    if version is None or gist.rules.get(RuleKind.ALLOCATION.value) != version.version_id:
        return f"elle n’applique pas la règle en vigueur en {month.words}"
    assert isinstance(version.parameters, AllocationRule)
    counts = {name: _count(gist, name) for name in _FACTS}
    if counts["adults"] is None or counts["children"] is None:
        return "sa preuve ne dit pas combien de personnes elle compte"
    right_cents = allocate(
        version.parameters,
        adults=counts["adults"],
        children=counts["children"],
        days_present=counts["days_present"],
        days_in_month=counts["days_in_month"],
    )
    if (theta_bp := counts["theta_bp"]) is not None:
        reserve = cuts.on(month.first_day)
        assert reserve is not None
        assert isinstance(reserve.parameters, ReserveRule)
        if reserve.parameters.cut_bp != theta_bp:
            return f"elle est réduite à {theta_bp} points de base, ce qui n’a pas été voté"
        right_cents = cut(right_cents, theta_bp)
    if right_cents != gist.total_cents:
        return f"{gist.total_cents} centimes, la règle donne {right_cents}"
    return ""


def surpluses_as_voted() -> Finding:
    """Each surplus taken when a month opened is the wallet rule's, on what the book says the wallet held."""
    calendar = Calendar(RuleKind.WALLET)
    taken = taken_at_opening(
        EntryKind.UNSPENT_RETURNED,
        keys.CARRIED,
        granted=EntryKind.ALLOCATION,
        granted_begins=keys.GRANTED,
    )
    for checked, one in enumerate(taken, 1):
        if (fault := _surplus_fault(one, calendar)) != "":
            return Finding(checked, f"surplus {one.entry_id} : {fault}")
    return Finding(len(taken))


def _surplus_fault(one: Taken, calendar: Calendar) -> str:
    month = Month.parse(one.month)
    if isinstance(month, Refused):
        return "sa clé ne nomme pas de mois"
    version = calendar.on(month.first_day)
    if version is None or one.rules.get(RuleKind.WALLET.value) != version.version_id:
        return f"il n’applique pas la règle en vigueur en {month.words}"
    assert isinstance(version.parameters, WalletRule)
    right_cents = surplus(
        version.parameters,
        balance_cents=one.held_cents,
        last_allocation_cents=one.last_cents if _looked_back(one.last_month, month) else 0,
    )
    if right_cents != one.taken_cents:
        return f"{one.taken_cents} centimes repris, la règle donne {right_cents}"
    return ""


def _looked_back(last_month: str | None, month: Month) -> bool:
    """Whether the run of a month still found a line of that earlier month."""
    last = Month.parse(last_month or "")
    if isinstance(last, Refused):
        return False
    return months_between(last, month) <= MONTHS_LOOKED_BACK


def _count(gist: Gist, name: str) -> int | None:
    found = gist.facts.get(name)
    return found if isinstance(found, int) else None


def runs_whole() -> Finding:
    """Each run posted as many lines, for as many cents, as its row says: none is half done.

    A line bears the attempt that posted it, or why it came apart from a run: no clock tells runs apart.
    """
    posted: Counter[tuple[str, int]] = Counter()
    posted_cents: Counter[tuple[str, int]] = Counter()
    for gist in gists(EntryKind.ALLOCATION, ("why", "attempt"), key_letters=_KEY_LETTERS):
        if "why" not in gist.facts:
            run_of = (gist.key_prefix, _count(gist, "attempt") or 1)
            posted[run_of] += gist.count
            posted_cents[run_of] += gist.count * gist.total_cents
    checked = 0
    for run in Run.objects.exclude(state=RunState.HELD).order_by("month", "attempt"):
        checked += 1
        run_of = (keys.lines(Month.of(run.month)), run.attempt)
        count, cents = posted.pop(run_of, 0), posted_cents[run_of]
        if (count, cents) != (run.households, run.total_cents):
            return Finding(
                checked,
                f"allocation de {Month.of(run.month).words} : {run.households} foyers et"
                f" {run.total_cents} centimes annoncés, {count} et {cents} dans le livre",
            )
    if posted:
        prefix, attempt = min(posted)
        return Finding(checked, f"{prefix} : des lignes d’un passage {attempt} qui n’a pas eu lieu")
    return Finding(checked)


def runs_backed() -> Finding:
    """When each run was granted, the reserve carried what was outstanding and the run itself."""
    checked = 0
    for run in Run.objects.exclude(state=RunState.HELD).order_by("month", "attempt"):
        checked += 1
        due_cents = run.outstanding_cents - run.surplus_cents + run.total_cents
        if run.reserve_cents < due_cents:
            return Finding(
                checked,
                f"allocation de {Month.of(run.month).words} : réserve {run.reserve_cents},"
                f" dû {due_cents} centimes",
            )
    return Finding(checked)
