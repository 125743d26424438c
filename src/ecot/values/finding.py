"""What a check saw: how many things it looked at, and the first that is not as it should be.

The `checks.py` of every room returns one; `oversight/promises.py` puts them together. A check reads,
it never repairs.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """How many things were looked at, and the first offender in words; none where all is well.

    `erased` of them could not be looked into: the person whose they were is erased, by a deed.
    """

    checked: int
    offender: str = ""
    erased: int = 0

    @property
    def ok(self) -> bool:
        """Whether nothing wrong was found."""
        return not self.offender
