"""The act from which a rule comes is said in French."""

from __future__ import annotations

import pytest

from ecot.governance.sources import source_words


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("founding 2023-01-10", "Acte fondateur du 10 janvier 2023."),
        ("founding 2023-02-01", "Acte fondateur du 1er février 2023."),
        ("decision 12", "Décision 12 du comité."),
    ],
)
def test_a_source_is_said_as_a_neighbour_says_it(source: str, said: str) -> None:
    template, facts = source_words(source)
    assert template.format(**facts) == said
