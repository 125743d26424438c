"""The form of funding_mechanisms.yaml. What a key means is said in data/README.md."""

from __future__ import annotations

from ecot.reference.shape import (
    between,
    day,
    either,
    flag,
    mapping,
    maybe,
    number,
    record,
    several,
    text,
    whole,
    words,
)
from ecot.reference.shapes import SOURCE_KEY, SOURCES, VINTAGE

JUDGED = maybe(words("sourced", "assumption", "arithmetic", "unread_law", "judgement"))
FACT_BASIS = words("sourced", "unread_law", "arithmetic", "unknown")
THRESHOLD = record(
    {
        "id": text,
        "label_fr": text,
        "from": maybe(day),
        "value": maybe(number),
        "unit": text,
        "basis": FACT_BASIS,
        "note": maybe(text),
        "sources": SOURCES,
    }
)
LITERATURE_DEFAULT = record(
    {
        "id": text,
        "label_fr": text,
        "on": maybe(day),
        "value": number,
        "unit": text,
        "place": text,
        "basis": FACT_BASIS,
        "note": maybe(text),
        "sources": SOURCES,
    }
)
DATED_VALUE = record(
    {
        "from": maybe(day),
        "value": maybe(either(number, several(number))),
        "unit": maybe(text),
        "source": maybe(SOURCE_KEY),
    },
    {"basis": JUDGED, "note": text},
)
MECHANISM = record(
    {
        "id": text,
        "aliases": several(text),
        "label_fr": text,
        "label_en": text,
        "family": words(
            "member",
            "gift",
            "patronage",
            "employer",
            "third_party",
            "public_grant",
            "tax",
            "currency",
            "debt",
        ),
        "payer": text,
        "legal_basis": several(record({"article": text, "read": flag})),
        "law_status": words("in_force", "needs_ruling", "tolerance", "needs_law", "unknown"),
        "formula": maybe(text),
        "parameters": several(
            record(
                {"name": text, "label_fr": text, "values": several(DATED_VALUE, least=1)},
                {"note": text},
            )
        ),
        "counterpart_rule": maybe(
            either(
                text,
                record(
                    {
                        "policies": several(record({"id": text, "rule": text}), least=1),
                        "safest": text,
                        "note_fr": text,
                    }
                ),
            )
        ),
        "caps": several(text),
        "breakpoints": several(text),
        "lag_months": record(
            {"min": maybe(whole), "typical": maybe(whole), "max": maybe(whole), "basis": JUDGED}
        ),
        "probability": record(
            {
                "kind": words("beta", "elicited", "scenario", "not_applicable"),
                "a": maybe(number),
                "b": maybe(number),
                "basis": JUDGED,
            },
            {"source": SOURCE_KEY},
        ),
        "renewal": record(
            {"kind": maybe(text), "value": maybe(number), "basis": JUDGED},
            {
                "min": maybe(number),
                "max": maybe(number),
                "note": maybe(text),
                "source": maybe(text),
            },
        ),
        "cost_ratio": record(
            {"value": maybe(number), "basis": JUDGED, "source": maybe(text)}, {"note": text}
        ),
        "volatility": maybe(words("low", "medium", "high", "extreme", "cliff", "one_off")),
        "independence_effect": maybe(between(-2, 2)),
        "effort": maybe(between(1, 5)),
        "correlation_group": maybe(text),
        "payer_cost_per_euro": record(
            {"basis": JUDGED, "note": maybe(text)},
            {"value": maybe(number), "min": maybe(number), "max": maybe(number)},
        ),
        "requirements": several(text),
        "warnings_fr": several(text),
        "worked_examples": several(
            record(
                {
                    "inputs": mapping(either(number, text)),
                    "expected": mapping(number),
                    "tolerance": number,
                    "basis": words("arithmetic"),
                }
            )
        ),
        "open_questions": several(text),
        "sources": SOURCES,
    }
)
FUNDING_MECHANISMS = record(
    {
        **VINTAGE,
        "reference_pot": record(
            {
                "participants": whole,
                "allocation_per_month": whole,
                "months": whole,
                "per_year": whole,
                "currency": words("EUR"),
            }
        ),
        "correlation_groups": several(
            record({"id": text, "label_fr": text, "basis": words("judgement", "assumption")})
        ),
        "thresholds": several(THRESHOLD),
        "literature_defaults": several(LITERATURE_DEFAULT),
        "mechanisms": several(MECHANISM, least=1),
    }
)
