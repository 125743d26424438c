"""What the book may hold about people: opaque references, counts and declared results. Pure.

Only shapes can be checked: a person's name written as a reason in plain words is not recognised
(docs/auditor says so); an address, a telephone number or an account number is.
"""

from __future__ import annotations

import re
from typing import Final

REFERENCES: Final = {
    "owner": re.compile(r"|(?:household|shop|grant)-[0-9a-f]{32}|bank-[a-z0-9-]{1,40}"),
    "actor": re.compile(
        r"system|user-(?:[0-9]+|demo-[a-z]+)|(?:household|shop|point|till|device)-[0-9a-f]{1,32}"
    ),
}
"""How owners of accounts and actors of entries are named."""

KEY: Final = r"^[A-Za-z0-9:._-]{1,120}$"
"""The letters of a key: what an asker makes by chance or from our own rows."""

EVIDENCE: Final = (
    r"^(?:[\[\]{}:,0-9.-]|true|false|null|\"[a-zA-Z0-9_.:-]*\""
    r"|\"reason\":\"(?:[^\"\\]|\\.)*\")*$"
)
"""Evidence as text: numbers, codes and references; words only as the reason of a correction."""

NAMES_SOMEBODY: Final = r"\"reason\":\"[^\"]*(?:@|(?:[0-9][ .-]?){9}|[A-Z]{2}[0-9]{2} ?[A-Z0-9]{4})"
"""A reason that holds an address, a telephone number or an account number."""


def is_opaque(what: str, name: str) -> bool:
    """Whether a name of the book (`what` says which) has the shape of an opaque reference."""
    return REFERENCES[what].fullmatch(name) is not None
