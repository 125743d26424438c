"""The form of experiments.yaml. What a key means is said in data/README.md."""

from __future__ import annotations

from ecot.reference.shape import (
    address,
    day,
    either,
    maybe,
    number,
    record,
    several,
    text,
    whole,
    words,
)
from ecot.reference.shapes import DATED, SOURCE_KEY, SOURCES, VINTAGE

FOUND_SIZE = record(
    {
        "on": maybe(day),
        "value": whole,
        "unit": maybe(words("persons", "households", "participants")),
    },
    {"source": SOURCE_KEY, "qualifier": text, "note": text},
)
COUNTED = record(
    {"on": maybe(day), "value": whole, "source": SOURCE_KEY}, {"qualifier": maybe(text)}
)
ALLOCATION = record(
    {
        "base": maybe(number),
        "extra_adult": maybe(number),
        "extra_child": maybe(number),
        "child_age_max": maybe(whole),
        "currency": words("EUR", "CHF"),
        "per": maybe(words("person", "household")),
        "note": maybe(text),
        "source": maybe(SOURCE_KEY),
    }
)
CONTRIBUTION = record(
    {
        "kind": maybe(words("floor", "free", "grid", "none", "income_share", "quotient_familial")),
        "min": maybe(number),
        "max_observed": maybe(number),
        "mean_observed": maybe(number),
        "rate": maybe(number),
        "step": maybe(number),
        "currency": words("EUR", "CHF"),
        "guidance": maybe(text),
        "note": maybe(text),
        "source": maybe(SOURCE_KEY),
    }
)
ACCREDITATION = record(
    {
        "mode": maybe(words("all_or_nothing", "product_rates", "product_list")),
        "product_rates": maybe(several(number, least=1)),
        "criteria_fr": maybe(text),
        "note": maybe(text),
        "source": maybe(SOURCE_KEY),
    }
)
FUNDER = record(
    {
        "name": text,
        "kind": maybe(words("public", "private", "citizen", "social_security")),
        "amount_eur": maybe(number),
        "years": maybe(text),
        "source": SOURCE_KEY,
    },
    {"note": text},
)
GOVERNANCE = record(
    {
        "committee_size": maybe(
            several(record({"on": maybe(day), "value": whole, "source": text}))
        ),
        "meeting_rhythm": maybe(text),
        "method": maybe(text),
        "note": maybe(text),
        "source": maybe(SOURCE_KEY),
    }
)
FINDING = record(
    {
        "id": text,
        "value": maybe(either(number, several(number, least=1))),
        "unit": text,
        "basis": words("published", "arithmetic", "unknown"),
        "source": maybe(SOURCE_KEY),
    },
    {"note": text},
)
CONTRADICTION = record(
    {
        "field": text,
        "values": several(
            record({"value": either(number, text), "source": SOURCE_KEY}, {"note": text}), least=2
        ),
    },
    {"note": text},
)
EXPERIMENT = record(
    {
        "id": text,
        "name": text,
        "places": several(text, least=1),
        "country": words("FR", "BE", "CH"),
        "kind": words("caisse", "targeted_cheque"),
        "started_on": DATED,
        "ended_on": DATED,
        "planned_end": DATED,
        "duration_months": maybe(whole),
        "size": several(FOUND_SIZE),
        "allocation": ALLOCATION,
        "contribution": CONTRIBUTION,
        "coverage_share_observed": maybe(
            record(
                {"value": maybe(number), "basis": words("published", "arithmetic")},
                {"note": text, "source": SOURCE_KEY},
            )
        ),
        "points_of_sale": record({"counts": several(COUNTED), "accreditation": ACCREDITATION}),
        "payment_means": several(text),
        "currency": record(
            {
                "name": maybe(text),
                "nature": maybe(text),
                "parity_eur": maybe(number),
                "note": maybe(text),
                "source": maybe(SOURCE_KEY),
            }
        ),
        "legal_vehicle": maybe(record({"name": text, "note": maybe(text), "source": SOURCE_KEY})),
        "funders": several(FUNDER),
        "budgets": several(
            record(
                {"scope": text, "amount": number, "currency": text, "source": SOURCE_KEY},
                {"note": text},
            )
        ),
        "governance": GOVERNANCE,
        "findings": several(FINDING),
        "contradictions": several(CONTRADICTION),
        "sources": SOURCES,
    }
)
COUNT_IN_FRANCE = record(
    {"on": day, "qualifier": text, "source": text, "url": address},
    {"value": whole, "value_min": whole, "value_max": whole, "note": maybe(text)},
)
EXPERIMENTS = record(
    {
        **VINTAGE,
        "amounts": text,
        "experiments": several(EXPERIMENT, least=1),
        "caisses_in_france": several(COUNT_IN_FRANCE),
        "named_without_figures": several(
            record({"place": text, "status": text, "source": text, "url": address})
        ),
    }
)
