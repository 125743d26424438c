"""The household's two codes: drawn, kept as a slow hash, compared.

Six digits go with the member number alone, four with the card. They are drawn apart, so that the
short one tells nothing of the long one. The hash is Argon2id at the smallest setting that OWASP
advises (19 MiB, two passes: some 15 ms, so that a market's tills stay quick) over a keyed digest:
a copy of the database alone cannot be searched. Counting the tries is the till's affair.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.utils.crypto import salted_hmac

SIX_DIGITS = 6
FOUR_DIGITS = 4
_PEPPER = "ecot.operations.members.codes"


class _CodeHasher(Argon2PasswordHasher):
    """Argon2id with the memory and passes of the module's docstring."""

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1


@dataclass(frozen=True, slots=True)
class NewCodes:
    """The two codes just drawn, to be said or printed once; they are kept nowhere."""

    six: str
    four: str


def draw_codes() -> NewCodes:
    """Draw both codes, each digit by itself, from the system's source of chance."""
    return NewCodes(_digits(SIX_DIGITS), _digits(FOUR_DIGITS))


def hash_code(code: str) -> str:
    """The slow hash under which a code is kept."""
    hasher = _CodeHasher()
    return hasher.encode(_keyed(code, settings.SECRET_KEY), hasher.salt())


def code_matches(given: str, *, six_hash: str, four_hash: str, with_card: bool) -> bool:
    """Whether what was typed is the household's code: six digits, or four when the card is there.

    One slow comparison is made in every case, also without any code, so that time tells nothing.
    """
    short = with_card and len(given) == FOUR_DIGITS
    kept = four_hash if short else six_hash
    right_length = len(given) == (FOUR_DIGITS if short else SIX_DIGITS)
    hasher = _CodeHasher()
    if not kept or not right_length:
        hasher.encode(_keyed(given, settings.SECRET_KEY), hasher.salt())
        return False
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return any(hasher.verify(_keyed(given, key), kept) for key in keys)


def _digits(count: int) -> str:
    return f"{secrets.randbelow(10**count):0{count}d}"


def _keyed(code: str, key: str | bytes) -> str:
    return salted_hmac(_PEPPER, code, secret=key, algorithm="sha256").hexdigest()
