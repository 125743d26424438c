"""The files that ship are sound, and what they say is read as it is written."""

import pytest

from ecot.reference import loading
from ecot.reference.entry import FaultyDataError


def test_everything_that_ships_is_sound():
    assert len(loading.experiments()) == 21
    assert len(loading.mechanisms()) == 50
    assert len(loading.published_checks()) == 66
    assert len(loading.glossary()) == 80
    assert loading.thresholds()
    assert loading.literature_defaults()
    assert loading.territories() == ("france", "montpellier")
    for name in loading.territories():
        assert loading.territory(name).sources


@pytest.mark.parametrize(
    ("experiment", "path", "value"),
    [
        ("montpellier", ("allocation", "base"), 100),
        ("montpellier", ("allocation", "extra_adult"), None),
        ("montpellier", ("contribution", "min"), 1),
        ("cadenet", ("points_of_sale", "accreditation", "product_rates", 1), 0.7),
        ("ariege-ccampa", ("contribution", "rate"), 0.025),
    ],
)
def test_a_figure_is_read_by_its_path_and_unknown_stays_unknown(experiment, path, value):
    assert loading.experiments()[experiment].number(*path) == value


def test_a_source_is_the_address_of_a_page():
    sources = loading.experiments()["montpellier"].sources
    assert sources["fdf"] is not None
    assert sources["fdf"].startswith("https://fondationdefrance.org/")
    assert sources["declared"] is None


def test_words_and_territories_are_read():
    assert loading.glossary()["foyer"].text("code") == "household"
    assert loading.glossary()["foyer"].text("note_fr") is None
    assert loading.glossary()["foyer"].sources == {}
    assert loading.territory("montpellier").number("commune", "income", "median") == 19_670
    assert loading.thresholds()["e_money_load_limit"].number("value") is None


@pytest.mark.parametrize("path", [("allocation", "bas"), ("size", 99), ("size", "0"), ("id", "x")])
def test_a_wrong_path_is_named(path):
    with pytest.raises(FaultyDataError, match=r"experiments.yaml, montpellier, .*there is no"):
        loading.experiments()["montpellier"].value(*path)


def test_a_value_of_another_kind_is_named():
    entry = loading.experiments()["montpellier"]
    with pytest.raises(FaultyDataError, match=r"montpellier, name: expected a number"):
        entry.number("name")
    with pytest.raises(FaultyDataError, match=r"allocation.base: expected text"):
        entry.text("allocation", "base")


def test_there_is_no_such_territory():
    with pytest.raises(FaultyDataError, match=r"territory_atlantis.yaml: there is no such"):
        loading.territory("atlantis")


ALLOWED = {"sum": sum, "max": max, "min": min, "round": round}


def near(found, expected, tolerance):
    if isinstance(expected, list):
        pairs = zip(found, expected, strict=True)
        return all(near(one, other, tolerance) for one, other in pairs)
    return found == expected or abs(found - expected) <= tolerance


@pytest.mark.parametrize("check", loading.published_checks().values(), ids=lambda check: check.id)
def test_each_published_check_gives_what_it_expects(check):
    values = dict(check.content["inputs"])
    for name, formula in check.content["formula"].items():
        values[name] = eval(formula, {"__builtins__": ALLOWED, **values})
        tolerance = check.content["tolerance_by_key"].get(name, check.content["tolerance"])
        assert near(values[name], check.content["expected"][name], tolerance), name
