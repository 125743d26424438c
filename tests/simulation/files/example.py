"""A small scenario that tests write out and spoil."""

from ecot.simulation.files.faults import Fault, ScenarioError
from ecot.simulation.files.reading import read_text

SMALL = """\
[scenario]
name = "Essai"
start = "2026-01"
rules = "montpellier-2025"
experiment = "montpellier"

[growth]
households = [[0, 400]]

[[source]]
id = "ville"
label = "Ville"
class = "public"
law = "fixed"
mechanism = "subvention_locale"
month_cents = 20_000_00
renew_bp = 92_00
"""


def small(more: str = "", **changed: str):
    """The small scenario with lines added at its end, and with words replaced."""
    text = SMALL
    for old, new in changed.items():
        assert old in text
        text = text.replace(old, new)
    return read_text(text + more, name="essai.toml")


def faults_of(text: str) -> tuple[Fault, ...]:
    try:
        read_text(text, name="essai.toml")
    except ScenarioError as error:
        return error.faults
    return ()
