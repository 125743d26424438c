"""What a deed answered: done, with its value, or refused, by the name of the reason."""

from __future__ import annotations

from typing import TypeVar

from ecot.values.refusal import Refused

T = TypeVar("T")


def done(answer: T | Refused) -> T:
    """The value of a deed that was done; fails with the sentence of the refusal."""
    assert not isinstance(answer, Refused), answer.sentence
    return answer


def refusal(answer: object) -> str:
    """The name of the reason of a refusal, whose sentence must be whole; fails if it was done."""
    assert isinstance(answer, Refused), answer
    assert answer.sentence.endswith("."), answer.sentence
    return answer.code


def sentence(answer: object) -> str:
    """What a refusal says to people; fails if the deed was done."""
    assert isinstance(answer, Refused), answer
    return answer.sentence
