"""A scale file: TOML with the normal form of a scale. What is wrong is said with key, line and range.

`ecot scale` calls it. Nothing is guessed: rates that look like per cent are refused, not multiplied.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import chain

from ecot.rules.parameters import Bound, bounds_of
from ecot.rules.scale import Scale, ScaleBase
from ecot.values.money import format_rate
from ecot.values.refusal import Reason, Refused

BYTES_MAX = 100_000
SMALL_RATE_BP = 15
"""No rate as high as this, in a file whose rates are not all 0: per cent may be meant."""

REQUIRED = ("knots_cents", "rates_bp")
LISTS = ("knots_cents", "rates_bp", "jumps_cents")

NOT_TOML = Reason(
    "SCALE_FILE_UNREADABLE",
    "Le barème ne se lit pas : {why}. Corrigez le fichier, puis recommencez.",
)
KEY_UNKNOWN = Reason(
    "SCALE_KEY_UNKNOWN",
    "{key}, ligne {line} : cette clé n'existe pas.{meant} Un barème connaît : {known}.",
)
KEY_MISSING = Reason("SCALE_KEY_MISSING", "{key} manque. Donnez {wanted}.")
VALUE_WRONG = Reason(
    "SCALE_VALUE_WRONG", "{key}, ligne {line} : {given} ne se lit pas. Donnez {wanted}."
)
VALUE_OUT = Reason(
    "SCALE_VALUE_OUT_OF_BOUNDS",
    "{key}, ligne {line} : {given} ne convient pas. Donnez {wanted}.",
)
RATE_IN_PER_CENT = Reason(
    "SCALE_RATE_IN_PER_CENT",
    "rates_bp, ligne {line} : {given} n'est pas un nombre entier. Les taux sont en points de base,"
    " 100 pour 1 % : pour {given} %, écrivez {meant}.",
)
RATES_SMALL = Reason(
    "SCALE_RATES_SMALL",
    "rates_bp, ligne {line} : le plus haut taux est {highest}, soit {read}. Les taux sont en points de"
    " base, 100 pour 1 % : pour {highest} %, écrivez {meant}. Si c'est bien {read}, ajoutez"
    " l'option --small-rates.",
)
NOT_TOGETHER = Reason("SCALE_NOT_TOGETHER", "{key}, ligne {line} : {why}")


@dataclass(frozen=True, slots=True)
class _Text:
    """The text of a file, to say at which line a key stands."""

    lines: tuple[str, ...]

    def line(self, key: str) -> int:
        """The first line that gives the key, from 1; 0 where there is none."""
        given = re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*[=.]""")
        header = re.compile(rf"""\s*\[+\s*["']?{re.escape(key)}\b""")
        for number, line in enumerate(self.lines, start=1):
            if given.match(line) or header.match(line):
                return number
        return 0


def read_scale(text: str, *, small_rates: bool = False) -> Scale | Refused:
    """The scale of a file. Absent: no jump, no floor, no ceiling, steps of a cent, whole household.

    `small_rates`: the person has said that rates below 0.15 % are meant. Refused, with key, line and
    allowed range: what is not TOML, an unknown or missing key, a value of another form or out of its
    bounds, rates in per cent, knots out of order, a ceiling below the floor.
    """
    if len(text) > BYTES_MAX:
        return Refused(NOT_TOML, {"why": f"il dépasse {BYTES_MAX // 1_000} ko"})
    try:
        written = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as unreadable:
        return Refused(NOT_TOML, {"why": str(unreadable)})
    where = _Text(tuple(text.splitlines()))
    bounds = dict(bounds_of(Scale))
    known = (*bounds, "base")
    values: dict[str, object] = {}
    for key in chain(written, (each for each in REQUIRED if each not in written)):
        found = _value(key, written, where=where, bounds=bounds, known=known)
        if isinstance(found, Refused):
            return found
        values[key] = found
    scale = _built(values)
    refused = _small(scale, where) if not small_rates else None
    if refused is None and (together := scale.check_together()) is not None:
        key = "ceiling_cents" if together.code == "SCALE_CEILING" else "knots_cents"
        facts = {"key": key, "line": where.line(key), "why": together.sentence}
        refused = Refused(NOT_TOGETHER, facts)
    return scale if refused is None else refused


def _value(
    key: str,
    written: Mapping[str, object],
    *,
    where: _Text,
    bounds: Mapping[str, Bound],
    known: tuple[str, ...],
) -> object:
    """The value of a key under its form and bounds, or what is wrong with it."""
    facts = {"key": key[:40], "line": where.line(key)}
    if key not in known:
        close = get_close_matches(key, known, n=1, cutoff=0.6)
        meant = f" Vouliez-vous dire {close[0]} ?" if close else ""
        return Refused(KEY_UNKNOWN, {**facts, "meant": meant, "known": ", ".join(known)})
    wanted = _wanted(key, bounds)
    if key not in written:
        return Refused(KEY_MISSING, {"key": key, "wanted": wanted})
    value = written[key]
    if key == "base":
        if value in [each.value for each in ScaleBase]:
            return ScaleBase(str(value))
        return Refused(VALUE_WRONG, {**facts, "given": _given(value), "wanted": wanted})
    if isinstance(value, list) is not (key in LISTS):
        return Refused(VALUE_WRONG, {**facts, "given": _given(value), "wanted": wanted})
    for each in value if isinstance(value, list) else [value]:
        refused = _number(key, each, bound=bounds[key], facts={**facts, "wanted": wanted})
        if refused is not None:
            return refused
    return tuple(value) if isinstance(value, list) else value


def _number(
    key: str, value: object, *, bound: Bound, facts: Mapping[str, object]
) -> Refused | None:
    given = {"given": _given(value)}
    if key == "rates_bp" and isinstance(value, float) and 0 <= value <= 100:  # noqa: PLR2004 (per cent)
        meant = {"meant": round(value * 100)}
        return Refused(RATE_IN_PER_CENT, {"line": facts["line"], **given, **meant})
    if type(value) is not int:
        return Refused(VALUE_WRONG, {**facts, **given})
    return None if bound.refusal(value) is None else Refused(VALUE_OUT, {**facts, **given})


def _wanted(key: str, bounds: Mapping[str, Bound]) -> str:
    if key == "base":
        return f"l'un de ces mots : {', '.join(ScaleBase)}"
    bound = bounds[key]
    low, high = bound.unit.words(bound.low), bound.unit.words(bound.high)
    unit = "points de base" if key == "rates_bp" else "centimes"
    form = "une liste de nombres entiers" if key in LISTS else "un nombre entier"
    return f"{form} de {unit}, de {bound.low} à {bound.high} ({low} à {high})"


def _built(values: Mapping[str, object]) -> Scale:
    absent: dict[str, object] = {
        "jumps_cents": (0,) * len(_listed(values["knots_cents"])),
        "floor_cents": 0,
        "ceiling_cents": None,
        "step_cents": 1,
        "base": ScaleBase.HOUSEHOLD,
    }
    build: Callable[..., Scale] = Scale
    return build(**{**absent, **values})


def _listed(value: object) -> tuple[object, ...]:
    assert isinstance(value, tuple), "a list was read"
    return value


def _small(scale: Scale, where: _Text) -> Refused | None:
    highest = max(scale.rates_bp, default=0)
    if not 0 < highest < SMALL_RATE_BP:
        return None
    facts = {"highest": highest, "read": format_rate(highest), "meant": highest * 100}
    return Refused(RATES_SMALL, {"line": where.line("rates_bp"), **facts})


def _given(value: object) -> str:
    shown = str(value).replace(".", ",") if isinstance(value, float) else str(value)
    return shown if len(shown) <= 40 else shown[:40] + "…"  # noqa: PLR2004 (a glance)
