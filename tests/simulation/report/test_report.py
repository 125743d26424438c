"""A report says no figure without its status, no open question of law as if it were settled."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from html.parser import HTMLParser

import pytest

from ecot.simulation.funding.catalogue import needs
from ecot.simulation.indicators import indicators
from ecot.simulation.outcome import Flow, Outcome
from ecot.simulation.report.content import compose
from ecot.simulation.report.page import report_html
from ecot.simulation.report.paper import report_pdf
from ecot.simulation.report.sentences import sentences
from ecot.simulation.scenario.sources import LawStatus, PayerClass, Switch
from ecot.simulation.scenario.status import Assumption, Status
from ecot.simulation.sensitivity.factors import factors_of
from ecot.simulation.sensitivity.one_at_a_time import Bar, Gap
from tests.simulation.outcomes import outcome, scenario, seated, source

AT = datetime(2026, 4, 1, tzinfo=UTC)
LOYER = Assumption(
    key="costs.fixed_month_cents", label="Frais fixes", value="7 500 €", status=Status.ASSUMED
)


class Balanced(HTMLParser):
    """Reads a page and fails where a tag is not closed by its own."""

    def __init__(self) -> None:
        super().__init__()
        self.open_tags: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag != "meta":
            self.open_tags.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        assert self.open_tags.pop() == tag


def two_futures(*, cash_cents: int = 0) -> Outcome:
    """Two draws of twelve months: one ends at +1 200 euros, the other passes below zero in month 6."""
    good, bad = list(range(100_00, 1_300_00, 100_00)), list(range(500_00, -700_00, -100_00))
    flat = [[0] * 12] * 2
    return outcome(
        {
            Flow.CASH: [good, bad],
            Flow.HOUSEHOLDS: [[10] * 12] * 2,
            Flow.PARTICIPANTS: [[15] * 12] * 2,
            Flow.ALLOCATED: [[1_000_00] * 12] * 2,
            Flow.SPENT: [[900_00] * 12] * 2,
            Flow.REIMBURSED: [[900_00] * 12] * 2,
            Flow.DUE: [[500_00] * 12] * 2,
            Flow.COLLECTED: [[480_00] * 12] * 2,
            Flow.RECEIVED: [[520_00] * 12] * 2,
            Flow.COSTS: flat,
        },
        of=scenario(
            sources=[source("ville", PayerClass.PUBLIC)], assumptions=[LOYER], cash_cents=cash_cents
        ),
        receipts={"ville": [[520_00] * 12] * 2},
        people=seated(
            income_cents=[80_000, 300_000],
            contribution_cents=[10_00, 150_00],
            allocation_cents=[100_00, 100_00],
            decile=[0, 9],
            is_poor=[True, False],
        ),
    )


def with_switch(run: Outcome, mechanism: str, **values: int) -> Outcome:
    switched = replace(run.scenario, mechanisms=(Switch(mechanism=mechanism, values=values),))
    return replace(run, scenario=switched)


def plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ")


def test_the_sentences_say_the_promise_the_risk_who_pays_for_whom_and_what_then() -> None:
    run = two_futures()
    said = [plain(each) for each in sentences(run, indicators(run))]
    assert said[0] == (
        "En décembre 2026, 10 foyers reçoivent 100 € par mois en moyenne :"
        " la caisse distribue 1 000 € dans le mois."
    )
    assert said[1].startswith(
        "Sur 2 avenirs tirés au sort, 1 avenir passe sous zéro en 12 mois : un risque de 50 %"
    )
    assert said[2].startswith(
        "Sur 100 € reçus, 48 viennent des membres et des habitants, 52 d'argent public, 0"
    )
    assert said[3] == (
        "50 % des foyers reçoivent plus qu'ils ne donnent ; par mois, les plus modestes gagnent 90 €"
        " et les plus aisés donnent 50 € en moyenne."
    )
    assert "elle est de 50 €" in said[4]


def test_no_risk_is_never_told_as_certainty() -> None:
    run = two_futures()
    run.flows[:, :, Flow.CASH] = 1
    said = plain(sentences(run, indicators(run))[1])
    assert (
        said
        == "Sur 2 avenirs tirés au sort, aucun ne passe sous zéro en 12 mois : le risque est de 66 % au plus."
    )


def test_every_figure_of_a_report_has_its_status_and_what_it_rests_on() -> None:
    report = compose(two_futures())
    assert {each.label for each in report.figures} == {
        each.label for each in indicators(two_futures()).values()
    }
    assert all(isinstance(each.status, Status) for each in report.figures)
    unknown = [each for each in report.figures if each.value == "inconnu"]
    assert all(each.status is Status.UNKNOWN for each in unknown)
    cash = next(
        each for each in report.figures if each.label.startswith("Trésorerie la plus basse")
    )
    assert cash.rests_on == 1


@pytest.mark.parametrize(
    ("mechanism", "values", "words"),
    [
        ("csg_point", {}, "demande une loi"),
        ("don_ir_66", {}, "demande une réponse écrite de l'administration"),
    ],
)
def test_a_mechanism_whose_law_is_open_is_never_shown_as_settled(mechanism, values, words) -> None:
    run = two_futures()
    asked = needs(mechanism, month=run.scenario.start)
    given = {each.need.name: each.need.low for each in asked if each.figure is None} | values
    report = compose(with_switch(run, mechanism, **given))
    payer = report.payers[-1]
    assert not payer.law_status.is_settled
    assert payer.warnings
    page = unescape(report_html(report))
    row = next(each for each in page.split("<li>") if payer.label in each)
    assert f'class="tag open">{words}' in row
    assert payer.warnings[0] in page


def test_only_what_the_law_allows_today_is_settled() -> None:
    assert [status for status in LawStatus if status.is_settled] == [LawStatus.IN_FORCE]


def test_the_page_stands_alone_and_is_well_formed() -> None:
    page = report_html(compose(two_futures()))
    assert not re.search(r'(?:src|href)="', page)
    assert "<script" not in page

    reader = Balanced()
    reader.feed(page)
    assert reader.open_tags == []
    assert page.count("<svg ") == page.count('role="img"') == 5
    assert page.count("<details>") == 5


def test_words_of_a_scenario_cannot_become_markup() -> None:
    run = two_futures()
    named = replace(run, scenario=replace(run.scenario, name="<script>alert(1)</script>"))
    assert "<script" not in report_html(compose(named))


def test_a_stopped_run_says_how_much_of_it_is_there() -> None:
    run = replace(two_futures(), complete=False)
    assert "2 avenirs entiers sont montrés" in plain(compose(run).partial)
    assert compose(run).partial in report_html(compose(run)).replace("&#x27;", "'")


def test_a_tornado_is_drawn_with_its_intervals() -> None:
    factor = next(iter(factors_of(two_futures().scenario)))
    bar = Bar(
        factor=factor,
        at_low=Gap(-100_00, -150_00, -50_00),
        at_high=Gap(80_00, 20_00, 140_00),
        per_unit_cents=1,
    )
    report = compose(two_futures(), tornado=[bar])
    picture = report.pictures[-1]
    assert picture.heading == "Ce qui pèse le plus"
    assert [plain(each) for each in picture.table.rows[0]] == [
        factor.label,
        "−100 € (−150 € à −50 €)",
        "+80 € (+20 € à +140 €)",
    ]
    assert picture.drawing.count("whisker") == 2


def test_the_paper_is_a_tagged_pdf_and_the_same_each_time() -> None:
    report = compose(two_futures())
    paper = report_pdf(report, made_at=AT)
    assert isinstance(paper, bytes)
    assert paper.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in paper
    assert report_pdf(report, made_at=AT) == paper


def test_each_kind_of_figure_is_told_in_words() -> None:
    words = {each.label: plain(each.value) for each in compose(two_futures()).figures}
    assert (
        words["Risque que la caisse tombe sous zéro : intervalle à 95 %"] == "9 % à 91 % à la fin"
    )
    assert words["Trésorerie à la fin de chaque mois"] == "−600 € à la fin, au milieu des avenirs"
    limits = next(each for label, each in words.items() if label.startswith("Seuils"))
    assert "Déclaration ACPR : paiements des douze derniers mois : 0 %" in limits
