"""The written budget of the tests is complete, and passing it is seen."""

from tests.house.budget import folder_of, overspent, written_budget
from tests.house.source import tracked


def test_every_folder_of_tests_has_its_seconds():
    folders = {
        folder_of(path) for path in tracked() if path.startswith("tests/") and "/test_" in path
    }
    assert folders - written_budget().keys() - {""} == set()


def test_the_whole_stays_under_thirteen_minutes_on_two_cores():
    both = {"databases", "figures", "records", "rulebook", "ledger", "operations", "oversight"}
    both |= {"worlds", "faults"}
    seconds = written_budget()
    assert (sum(seconds.values()) + sum(seconds[folder] for folder in both)) / 2 < 13 * 60


def test_a_folder_that_passes_its_budget_is_seen():
    spent = {"rules": 3.0, "till": 1.0, "ledger": 61.0}
    assert overspent(spent, {"rules": 5.0, "ledger": 60.0}) == [
        "tests/ledger took 61 s of its 60",
        "tests/till has no line in tests/house/budget.toml",
    ]
