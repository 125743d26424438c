"""Who could pay, as the pages read it: nothing lost, nothing settled that is not."""

from ecot.reference.loading import mechanisms as entries
from ecot.simulation.scenario.sources import LawStatus
from ecot.strategy.mechanisms import FAMILY_NAMES, Family, mechanisms


def test_every_mechanism_of_the_reference_can_be_read() -> None:
    found = mechanisms()
    assert set(found) == set(entries())
    for each in found.values():
        assert each.family in FAMILY_NAMES
        assert each.law_status.label
        assert each.law_status == entries()[each.id].value("law_status")
        assert list(each.warnings) == entries()[each.id].value("warnings_fr")
        assert all(parameter.label for parameter in each.parameters)


def test_families_follow_each_other() -> None:
    seen = [each.family for each in mechanisms().values()]
    assert seen == sorted(seen, key=list(Family).index)


def test_unknown_stays_unknown() -> None:
    (fee,) = [
        each
        for each in mechanisms()["fondation_abritee"].parameters
        if each.name == "management_fee"
    ]
    assert fee.latest.value is None


def test_what_needs_a_law_is_not_settled() -> None:
    found = mechanisms()
    assert found["csg_point"].law_status is LawStatus.NEEDS_LAW
    assert not found["csg_point"].is_settled
    assert not found["don_ir_66"].is_settled
    assert found["subvention_locale"].is_settled


def test_a_rate_of_the_gift_has_its_date_and_its_page() -> None:
    rate = next(each for each in mechanisms()["don_ir_66"].parameters if each.name == "rate")
    assert rate.latest.value == 0.66
    assert rate.latest.sources
    assert rate.label == "Part du don rendue par l'impôt"
