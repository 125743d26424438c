"""Words of the pages: the type of a sentence that waits for the reader's language, months after « de »."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ecot.values.month import Month

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words: TypeAlias = str | _StrPromise
else:
    Words = str


def of_month(month: Month) -> str:
    """`de mars 2026`, `d’avril 2026`: a month after « de »."""
    vowel = month.words[0] in "aeiou"
    return f"d’{month.words}" if vowel else f"de {month.words}"
