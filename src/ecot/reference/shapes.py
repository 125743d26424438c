"""The forms shared by the data files, and those of the checks and of the glossary.

What a key means is said in data/README.md. `null` is allowed exactly where a fact may be unknown;
open lists (means of payment, criteria) stay text, closed lists are words.
"""

from __future__ import annotations

from ecot.reference.shape import (
    Shape,
    address,
    anything,
    day,
    either,
    mapping,
    maybe,
    number,
    record,
    several,
    text,
    whole,
    words,
)

SOURCE_KEY = either(text, several(text, least=1))
SOURCES = several(record({"key": text, "url": maybe(address)}))
DATED = maybe(record({"date": day, "precision": words("day", "month", "year")}, {"note": text}))
VINTAGE: dict[str, Shape] = {"version": whole, "as_of": day}

PUBLISHED_CHECKS = record(
    {
        **VINTAGE,
        "checks": several(
            record(
                {
                    "id": text,
                    "title_fr": text,
                    "inputs": mapping(anything),
                    "formula": mapping(text),
                    "expected": mapping(anything),
                    "tolerance": number,
                    "tolerance_by_key": mapping(number),
                    "basis": words("published", "arithmetic", "assumption"),
                    "assumptions_fr": several(text),
                    "note_fr": maybe(text),
                    "sources": SOURCES,
                }
            ),
            least=1,
        ),
    }
)

INCOME_TAX = record(
    {
        **VINTAGE,
        "income_year": whole,
        "computed_with": text,
        "method": text,
        "unit": text,
        "tables": several(
            record(
                {
                    "composition": text,
                    "adults": whole,
                    "children": whole,
                    "knots": several(several(whole, least=2), least=2),
                }
            ),
            least=1,
        ),
    }
)

GLOSSARY = record(
    {
        "version": whole,
        "terms": several(
            record(
                {
                    "fr": text,
                    "code": text,
                    "kind": words("translated", "kept"),
                    "definition_fr": text,
                    "note_fr": maybe(text),
                }
            ),
            least=1,
        ),
    }
)
