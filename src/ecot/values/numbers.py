"""Numbers that people read aloud: a household's and a shop's, each with a check digit.

The check digit is Damm's: it catches every single wrong digit and every swap of two neighbours,
the check digit included. Numbers carry no meaning and are never given twice.
"""

from __future__ import annotations

import re

from stdnum import damm

from ecot.values.refusal import Reason, Refused

MEMBER_DIGITS = 4
SHOP_DIGITS = 3
SHOP_LETTER = "C"
MAX_SEQUENCE = 9_999_999

MEMBER_NUMBER_UNREADABLE = Reason(
    "MEMBER_NUMBER_UNREADABLE",
    "« {typed} » n'a pas la forme d'un numéro de foyer, comme 4127-1."
    " Recopiez celui qui est écrit sur la carte.",
)
MEMBER_NUMBER_MISTYPED = Reason(
    "MEMBER_NUMBER_MISTYPED",
    "Il y a une faute de frappe dans le numéro « {typed} » : un chiffre est faux ou deux sont"
    " inversés. Recopiez celui qui est écrit sur la carte.",
)
SHOP_NUMBER_UNREADABLE = Reason(
    "SHOP_NUMBER_UNREADABLE",
    "« {typed} » n'a pas la forme d'un numéro de commerce, comme C012-5."
    " Recopiez celui de la convention.",
)
SHOP_NUMBER_MISTYPED = Reason(
    "SHOP_NUMBER_MISTYPED",
    "Il y a une faute de frappe dans le numéro « {typed} » : un chiffre est faux ou deux sont"
    " inversés. Recopiez celui de la convention.",
)

_SEPARATORS = re.compile("[\\s.\u00a0\u202f\u2010-\u2015-]")
_SHOWN_LENGTH = 20


def member_number(sequence: int) -> str:
    """The household number of a sequence from 1: at least four digits, a dash, the check digit."""
    return _numbered(sequence, MEMBER_DIGITS)


def shop_number(sequence: int) -> str:
    """The shop number of a sequence from 1: `C`, at least three digits, a dash, the check digit."""
    return SHOP_LETTER + _numbered(sequence, SHOP_DIGITS)


def parse_member_number(text: str) -> str | Refused:
    """Read a household number, with or without its dash, and give it back as it is printed."""
    typed = text.strip()[:_SHOWN_LENGTH]
    digits = _SEPARATORS.sub("", text)
    if not _well_formed(digits, MEMBER_DIGITS):
        return Refused(MEMBER_NUMBER_UNREADABLE, {"typed": typed})
    if not damm.is_valid(digits):
        return Refused(MEMBER_NUMBER_MISTYPED, {"typed": typed})
    return f"{digits[:-1]}-{digits[-1]}"


def parse_shop_number(text: str) -> str | Refused:
    """Read a shop number, with or without its dash, and give it back as it is printed."""
    typed = text.strip()[:_SHOWN_LENGTH]
    written = _SEPARATORS.sub("", text).upper()
    digits = written.removeprefix(SHOP_LETTER)
    if digits == written or not _well_formed(digits, SHOP_DIGITS):
        return Refused(SHOP_NUMBER_UNREADABLE, {"typed": typed})
    if not damm.is_valid(digits):
        return Refused(SHOP_NUMBER_MISTYPED, {"typed": typed})
    return f"{SHOP_LETTER}{digits[:-1]}-{digits[-1]}"


def _numbered(sequence: int, width: int) -> str:
    assert 1 <= sequence <= MAX_SEQUENCE, f"a sequence goes from 1 to {MAX_SEQUENCE}"
    digits = f"{sequence:0{width}d}"
    return f"{digits}-{damm.calc_check_digit(digits)}"


def _well_formed(digits: str, width: int) -> bool:
    """Padded to the width, never more: a lost digit then shows as a wrong length."""
    if re.fullmatch(rf"[0-9]{{{width + 1},{len(str(MAX_SEQUENCE)) + 1}}}", digits) is None:
        return False
    return len(digits) == width + 1 or not digits.startswith("0")
