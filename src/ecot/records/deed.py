"""The frame of every deed: one transaction, and a refusal that leaves nothing behind.

Called by the `actions.py` of every room. No rule, no SQL and no sentence enters here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import transaction

from ecot.values.refusal import AgainError, RefusalError, Refused

P = ParamSpec("P")
T = TypeVar("T")


def deed(do: Callable[P, T]) -> Callable[P, T | Refused]:
    """Run a deed in one transaction; a `RefusalError` undoes it and comes out as its `Refused`.

    A deed that lost the race for its own key is run once more, and then replays the winner.
    """

    @wraps(do)
    def done(*args: P.args, **kwargs: P.kwargs) -> T | Refused:
        try:
            try:
                with transaction.atomic():
                    return do(*args, **kwargs)
            except AgainError:
                with transaction.atomic():
                    return do(*args, **kwargs)
        except RefusalError as refusal:
            return refusal.refused

    return done
