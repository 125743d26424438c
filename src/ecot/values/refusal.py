"""A refusal is a value: what was refused, why, and what the person can do.

Every floor may return one; faces show its sentence. No exception for control flow enters here,
apart from the one that carries a refusal out of a transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Reason:
    """A named fact that stops a deed, with its French sentence (`{name}` holes take the facts)."""

    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The answer of a deed that was not done."""

    reason: Reason
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The stable name of the reason, for machines."""
        return self.reason.code

    @property
    def sentence(self) -> str:
        """What happened, why and what to do, in French."""
        return self.reason.sentence.format(**self.facts)

    def __bool__(self) -> bool:
        """A refusal is false, so that `if result:` reads as it sounds."""
        return False


class RefusalError(Exception):
    """Carries a `Refused` out of an open transaction, so that nothing of it stays."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.code)
        self.refused = refused


def refuse(reason: Reason, **facts: object) -> RefusalError:
    """The exception that a deed raises to refuse: `raise refuse(SHOP_SUSPENDED, shop=name)`."""
    return RefusalError(Refused(reason, facts))


class AgainError(Exception):
    """The deed lost a race against itself (the same key at once): run it again, it will replay."""
