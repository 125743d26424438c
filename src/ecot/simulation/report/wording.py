"""How the figures of a run are written for people: euros, parts of a hundred, months. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from ecot.formats.drawings.ground import Tick
from ecot.simulation.indicators.figure import Indicator, Unit, Value
from ecot.simulation.indicators.numbers import nearest
from ecot.values.money import MINUS, NARROW_NO_BREAK_SPACE, NO_BREAK_SPACE, short_euros

UNKNOWN = "inconnu"
_EURO = 100
_WHOLE = 100
_WIDE = 100_000_00
_LARGE = 1_000_00
"""From here on an amount is told to the euro."""


def whole_euros(cents: int) -> str:
    """`1 235 €`: an amount to the euro, as a forecast deserves."""
    return short_euros(nearest(Fraction(cents, _EURO)) * _EURO)


def signed_euros(cents: int) -> str:
    """`+60 €`, `−30 €`: a gain or a loss, to the euro."""
    words = whole_euros(cents)
    return words if words.startswith(MINUS) or cents == 0 else f"+{words}"


def percent(share: float) -> str:
    """`19 %`; a chance that is not nothing is never written 0, nor a doubt 100."""
    points = nearest(Fraction(share) * 100)
    if points == 0 and share > 0:
        return f"moins de 1{NO_BREAK_SPACE}%"
    if points == _WHOLE and share < 1:
        return f"plus de 99{NO_BREAK_SPACE}%"
    return f"{points}{NO_BREAK_SPACE}%"


def count(number: int) -> str:
    """`1 200`."""
    return f"{number:,}".replace(",", NARROW_NO_BREAK_SPACE)


def decimal(number: float, digits: int = 2) -> str:
    """`0,31`: an index."""
    return f"{number:.{digits}f}".replace(".", ",").replace("-", MINUS)


def value_words(figure: Indicator) -> str:
    """A figure in words: a level with its spread, what a list ends with, ten tenths one by one."""
    value, unit = figure.value, figure.unit
    if isinstance(value, Mapping) and "p50" in value and not isinstance(value["p50"], list):
        low, middle, high = (_one(value[name], unit) for name in ("p05", "p50", "p95"))
        return f"{middle} (neuf fois sur dix entre {low} et {high})"
    if isinstance(value, Mapping) and "low" in value:
        low, high = (_one(_end(value[name]), unit) for name in ("low", "high"))
        return f"{low} à {high} à la fin"
    if isinstance(value, Mapping) and "p50" in value:
        return f"{_last(value['p50'], unit)}, au milieu des avenirs"
    if isinstance(value, Mapping):
        return ", ".join(_part(name, each, unit) for name, each in value.items())
    if isinstance(value, list) and figure.name.endswith(("by_decile_cents", "by_decile_share")):
        return " · ".join(_one(each, unit) for each in value)
    return _last(value, unit)


def _part(name: str, value: Value, unit: Unit) -> str:
    """A named part; a limit of the law says in how many futures it is crossed."""
    if isinstance(value, Mapping) and "chance" in value:
        chance = value["chance"]
        assert isinstance(chance, float), "a chance"
        return f"{value['label']} : {percent(chance)}"
    return f"{name} {_one(value, unit)}"


def _end(value: Value) -> Value:
    return value[-1] if isinstance(value, list) and value else None


def _last(value: Value, unit: Unit) -> str:
    if isinstance(value, list):
        return f"{_one(value[-1], unit)} à la fin" if value else UNKNOWN
    return _one(value, unit)


def _one(value: Value, unit: Unit) -> str:
    if value is None:
        return UNKNOWN
    if not isinstance(value, int | float):
        return UNKNOWN
    match unit:
        case Unit.CENTS:
            return (
                whole_euros(nearest(Fraction(value)))
                if abs(value) >= _LARGE
                else short_euros(nearest(Fraction(value)))
            )
        case Unit.SHARE:
            return percent(float(value))
        case Unit.MONTHS | Unit.HOUSEHOLDS:
            return f"{count(nearest(Fraction(value)))}{NO_BREAK_SPACE}{unit.label}"
        case Unit.FUNDERS:
            return f"{decimal(float(value), 1)}{NO_BREAK_SPACE}{unit.label}"
        case _:
            return decimal(float(value))


def euro_ticks(values: Sequence[int], *, wanted: int = 5) -> list[Tick]:
    """Round amounts from below the least to above the most, zero among them, in euros."""
    least, most = min(0, *values), max(0, *values)
    step = _EURO
    while (most - least) / step > wanted:
        step = step * 5 // 2 if str(step)[0] == "2" else step * 2
    first, last = least // step, -(-most // step)
    if first == last:
        last += 1
    wide = max(-least, most) >= _WIDE
    return [Tick(step * rank, _on_axis(step * rank, wide=wide)) for rank in range(first, last + 1)]


def _on_axis(cents: int, *, wide: bool) -> str:
    """An amount beside an axis; a large one leaves its sign to the caption, which says euros."""
    words = short_euros(cents)
    return words.removesuffix(f"{NO_BREAK_SPACE}€") if wide else words
