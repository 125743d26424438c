"""What somebody with the owner's rights changes in a vote is found, each fault by its words."""

from __future__ import annotations

import hashlib

import pytest

from ecot.rulebook import checks
from ecot.rulebook.models import RuleVersion
from ecot.rules.kinds import RuleKind
from tests.builders.rulebook import founded_rules
from tests.builders.tampering import without_guards
from tests.databases.clones import Clone


def _slipped_in(kind: str, month: str, parameters: str) -> str:
    """A version written after the newest, its digest made as it should be."""
    newest = RuleVersion.objects.latest("id")
    digest = hashlib.sha256(f"{newest.digest}:{kind}:{month}:{parameters}".encode()).hexdigest()
    return (
        "INSERT INTO rulebook_ruleversion (kind, in_force_from, parameters, digest, source_kind,"
        f" source_id, enacted_at, enacted_by) SELECT '{kind}', '{month}-01', '{parameters}',"
        f" '{digest}', source_kind, source_id, enacted_at, enacted_by"
        f" FROM rulebook_ruleversion WHERE id = {newest.pk}"
    )


def test_votes_as_they_were_written_have_no_offender(db: None) -> None:
    founded_rules()
    found = checks.versions_unchanged()
    assert (found.ok, found.checked) == (True, len(RuleKind))
    assert sorted(checks.written()) == sorted(RuleVersion.objects.values_list("id", flat=True))


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("UPDATE rulebook_ruleversion SET in_force_from = '2023-02-15'", "premier jour d’un mois"),
        ("UPDATE rulebook_ruleversion SET in_force_from = '2023-03-01'", "n’est plus ce qui"),
        ("UPDATE rulebook_ruleversion SET parameters = '{}'", "n’est plus ce qui"),
        (
            "DELETE FROM rulebook_ruleversion WHERE kind = 'contribution'",
            "l’histoire avant elle",
        ),
    ],
)
def test_a_vote_that_was_changed_is_named(fault: str, said: str, cloned_database: Clone) -> None:
    founded_rules()
    without_guards(fault)
    found = checks.versions_unchanged()
    assert said in found.offender


@pytest.mark.parametrize(
    ("kind", "parameters", "said"),
    [("weather", "{}", "sorte de règle inconnue"), ("wallet", "{}", "sortent de leurs bornes")],
)
def test_a_version_that_does_not_read_is_named_and_never_applied(
    kind: str, parameters: str, said: str, cloned_database: Clone
) -> None:
    founded_rules()
    without_guards(_slipped_in(kind, "2024-01", parameters))
    newest = RuleVersion.objects.latest("id").pk
    assert said in checks.versions_unchanged().offender
    assert newest not in checks.written()
    assert len(checks.written()) == len(RuleKind)
