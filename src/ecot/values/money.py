"""Money: whole euro cents, the one rounding, and how people write and read an amount.

Every floor calls this one. A float never enters: an amount is an `int` of cents, a rate an `int` of
basis points. One MonA is one euro, so the same integers serve both.
"""

from __future__ import annotations

import re

from ecot.values.refusal import Reason, Refused

MAX_CENTS = 1_000_000_00
"""The largest amount that a person may type: one million euros."""

BASIS_POINTS = 10_000
"""One whole, in basis points: 100 %."""

NO_BREAK_SPACE = "\u00a0"
NARROW_NO_BREAK_SPACE = "\u202f"
MINUS = "\u2212"

AMOUNT_EMPTY = Reason(
    "AMOUNT_EMPTY", "Aucun montant n'est écrit. Écrivez-le en euros, par exemple 12,50."
)
AMOUNT_UNREADABLE = Reason(
    "AMOUNT_UNREADABLE",
    "Nous ne savons pas lire le montant « {typed} ». Écrivez-le en chiffres, par exemple 12,50.",
)
AMOUNT_NEGATIVE = Reason(
    "AMOUNT_NEGATIVE",
    "Le montant « {typed} » est négatif. Écrivez un montant sans signe moins ;"
    " pour rendre de l'argent, utilisez « Rendre ».",
)
AMOUNT_TOO_PRECISE = Reason(
    "AMOUNT_TOO_PRECISE",
    "Le montant « {typed} » a plus de deux chiffres après la virgule."
    " Un centime ne se partage pas : écrivez par exemple 12,50. Pour les milliers, mettez une espace.",
)
AMOUNT_TOO_LARGE = Reason(
    "AMOUNT_TOO_LARGE",
    "Le montant « {typed} » dépasse {limit}. Vérifiez qu'il n'y a pas un chiffre de trop.",
)

_SPACES = " \u00a0\u202f\u2009"
_UNIT = re.compile(r"\A€|(?:€|euros?|eur|mona)\Z", re.IGNORECASE)
_FRENCH = re.compile(rf"([0-9]+|[0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}})+)(?:[,.]([0-9]+))?")
_ENGLISH = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+)\.([0-9]+)")
_SHOWN_LENGTH = 30


def round_half_up(numerator: int, denominator: int) -> int:
    """Round a non-negative fraction to the nearest whole number, a half going up.

    The only rounding of amounts in the product: once per amount, where the algorithm page says so.
    """
    assert numerator >= 0, "only a non-negative amount is rounded"
    assert denominator > 0, "a fraction has a positive denominator"
    return (2 * numerator + denominator) // (2 * denominator)


def share(amount_cents: int, rate_basis_points: int) -> int:
    """The part of a non-negative amount at a rate in basis points, rounded half up to the cent."""
    return round_half_up(amount_cents * rate_basis_points, BASIS_POINTS)


def parse_amount(text: str, *, most_cents: int = MAX_CENTS) -> int | Refused:
    """Read an amount as people write it, in cents: `12,50`, `12.5`, `1 234,00 €`, `1,234.00`.

    Zero is read as zero: whether it makes sense is the deed's question. Refused: nothing written,
    a negative amount, a fraction of a cent, more than `most_cents`, anything that is not
    written with the ten ASCII digits (exponents, NaN, other alphabets' digits).
    """
    cleaned = text.strip(_SPACES + "\t\r\n")
    shown = cleaned if len(cleaned) <= _SHOWN_LENGTH else cleaned[:_SHOWN_LENGTH] + "…"
    if not cleaned:
        return Refused(AMOUNT_EMPTY)
    number = _UNIT.sub("", cleaned, count=1).strip(_SPACES)
    if number[:1] in ("-", MINUS):
        return Refused(AMOUNT_NEGATIVE, {"typed": shown})
    match = _FRENCH.fullmatch(number) or _ENGLISH.fullmatch(number)
    if match is None:
        return Refused(AMOUNT_UNREADABLE, {"typed": shown})
    whole, fraction = re.sub(r"[^0-9]", "", match[1]).lstrip("0") or "0", match[2] or ""
    if len(fraction) > 2:  # noqa: PLR2004 (a euro has two decimals)
        return Refused(AMOUNT_TOO_PRECISE, {"typed": shown})
    if len(whole) > len(str(most_cents)):
        return Refused(AMOUNT_TOO_LARGE, {"typed": shown, "limit": format_euros(most_cents)})
    cents = int(whole) * 100 + int(fraction.ljust(2, "0"))
    if cents > most_cents:
        return Refused(AMOUNT_TOO_LARGE, {"typed": shown, "limit": format_euros(most_cents)})
    return cents


def format_euros(cents: int) -> str:
    """Write cents as euros in French: `1 234,50 €`."""
    return f"{_decimal(cents)}{NO_BREAK_SPACE}€"


def format_mona(cents: int) -> str:
    """Write cents as MonA in French: `1 234,50 MonA`."""
    return f"{_decimal(cents)}{NO_BREAK_SPACE}MonA"


def short_euros(cents: int) -> str:
    """Write cents as euros for a sentence, without useless zeros: `100 €`, `12,50 €`."""
    return f"{_short(cents)}{NO_BREAK_SPACE}€"


def short_mona(cents: int) -> str:
    """Write cents as MonA for a sentence, without useless zeros: `100 MonA`, `12,50 MonA`."""
    return f"{_short(cents)}{NO_BREAK_SPACE}MonA"


def format_rate(basis_points: int) -> str:
    """Write basis points as a French percentage, without useless zeros: `2,5 %`, `100 %`."""
    whole, rest = divmod(abs(basis_points), 100)
    decimals = f",{rest:02d}".rstrip("0") if rest else ""
    sign = MINUS if basis_points < 0 else ""
    return f"{sign}{_grouped(whole)}{decimals}{NO_BREAK_SPACE}%"


def _grouped(whole: int) -> str:
    return f"{whole:,}".replace(",", NARROW_NO_BREAK_SPACE)


def _decimal(cents: int) -> str:
    euros, rest = divmod(abs(cents), 100)
    sign = MINUS if cents < 0 else ""
    return f"{sign}{_grouped(euros)},{rest:02d}"


def _short(cents: int) -> str:
    return _decimal(cents).removesuffix(",00")
