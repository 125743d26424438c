"""Names of people, in any script: how they are kept, found and sorted.

A name is kept as its owner writes it, in one Unicode form (NFC); what is removed is only what
nobody can see and what could turn a page upside down. Pure: no database enters here.
"""

from __future__ import annotations

import unicodedata

from ecot.operations.members.refusals import NAME_EMPTY, NAME_TOO_LONG
from ecot.values.refusal import Refused

NAME_LENGTH = 300
_JOINERS = "\u200c\u200d"


def clean_name(text: str) -> str | Refused:
    """A name is kept in NFC, on one line, without invisible or direction-changing characters.

    Joiners inside a word stay, because some scripts and emoji need them. Refuses an empty name
    and one of more than 300 characters.
    """
    name = clean_text(text)
    if not name:
        return Refused(NAME_EMPTY)
    if len(name) > NAME_LENGTH:
        return Refused(NAME_TOO_LONG, {"length": len(name), "limit": NAME_LENGTH})
    return name


def clean_text(text: str) -> str:
    """One line of text in NFC, spaces joined, invisible characters removed; it may be empty."""
    kept = "".join(_visible(character) for character in unicodedata.normalize("NFC", text))
    return unicodedata.normalize("NFC", " ".join(kept.split()).strip(_JOINERS))


def search_key(text: str) -> str:
    """A text as it is looked for and sorted: no accent, no case, no hyphen, no apostrophe."""
    folded = text.casefold().replace("œ", "oe").replace("æ", "ae")
    spread = unicodedata.normalize("NFKD", folded)
    letters = (
        "" if unicodedata.combining(character) or character in _JOINERS else _word_part(character)
        for character in spread
    )
    return " ".join("".join(letters).split())


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if character in _JOINERS:
        return character
    if character.isspace():
        return " "
    return "" if category in {"Cc", "Cf", "Cs", "Co", "Cn"} else character


def _word_part(character: str) -> str:
    return character if unicodedata.category(character)[0] in "LNSM" else " "
