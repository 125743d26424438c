"""The results as tables: every flow, receipt, figure and assumption, as the dictionary says."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np

from ecot.formats.columns import Kind, Table
from ecot.simulation.funding.catalogue import needs
from ecot.simulation.indicators import indicators
from ecot.simulation.outcome import Flow, Outcome
from ecot.simulation.report import tables as room
from ecot.simulation.report.layouts import FLOWS, LAYOUTS
from ecot.simulation.report.tables import tables
from ecot.simulation.running.run import run as played
from ecot.simulation.scenario.sources import PayerClass, Switch
from ecot.simulation.scenario.status import Assumption, Status
from tests.simulation.files.example import small
from tests.simulation.outcomes import outcome, scenario, seated, source

LOYER = Assumption(
    key="costs.fixed_month_cents",
    label="Frais fixes",
    value="7 500 €",
    status=Status.ASSUMED,
    source="",
    note="Le budget les dira.",
)


def two_futures() -> Outcome:
    """Two draws of three months, the first draw numbered 5; two payers."""
    run = outcome(
        {
            Flow.CASH: [[100, 50, 20], [100, -1, 5]],
            Flow.HOUSEHOLDS: [[10, 10, 11], [10, 10, 11]],
            Flow.ALLOCATED: [[1_000, 1_000, 1_100]] * 2,
        },
        of=scenario(
            sources=[source("ville", PayerClass.PUBLIC), source("dons", PayerClass.CITIZEN)],
            assumptions=[LOYER],
        ),
        receipts={"ville": [[7, 8, 9], [7, 0, 0]], "dons": [[1, 1, 1], [2, 2, 2]]},
        signed={"ville": [[7, 0, 0], [7, 0, 0]]},
        people=seated(income_cents=[80_000], allocation_cents=[100_00], decile=[0]),
    )
    return replace(run, first_draw=5)


def by_name(run: Outcome) -> dict[str, Table]:
    return {each.layout.name: each for each in tables(run)}


def rows(table: Table) -> list[dict[str, Any]]:
    """Each row by the name of its columns."""
    names = [each.name for each in table.layout.columns]
    found = []
    for block in table.blocks():
        columns = [each.tolist() if isinstance(each, np.ndarray) else each for each in block]
        found += [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
    return found


def test_a_month_of_a_draw_is_a_row_of_flows():
    found = rows(by_name(two_futures())["flows"])
    assert [
        (row["draw"], row["month"], row["calendar_month"], row["cash_cents"]) for row in found
    ] == [
        (5, 0, "2026-01", 100),
        (5, 1, "2026-02", 50),
        (5, 2, "2026-03", 20),
        (6, 0, "2026-01", 100),
        (6, 1, "2026-02", -1),
        (6, 2, "2026-03", 5),
    ]
    assert found[2]["households"] == 11
    assert found[2]["allocated_cents"] == 1_100


def test_each_flow_stands_in_the_column_that_bears_its_name():
    run = two_futures()
    run.flows[:] = np.arange(len(Flow))
    first = rows(by_name(run)["flows"])[0]
    for flow in Flow:
        names = {flow.name.lower(), f"{flow.name.lower()}_cents"} & first.keys()
        assert len(names) == 1, flow
        assert first[names.pop()] == flow.value
    counts = {flow for flow, column in FLOWS.items() if not column.name.endswith("_cents")}
    assert counts == {Flow.HOUSEHOLDS, Flow.PARTICIPANTS, Flow.EXITS, Flow.ENTRIES}


def test_a_month_of_a_payer_is_a_row_of_receipts():
    found = rows(by_name(two_futures())["receipts"])
    assert len(found) == 2 * 3 * 2
    assert found[2] == {
        "draw": 5,
        "month": 1,
        "calendar_month": "2026-02",
        "source": "ville",
        "payer": "public",
        "received_cents": 8,
        "signed_cents": 0,
    }
    assert found[-1]["source"] == "dons"
    assert (found[-1]["draw"], found[-1]["month"], found[-1]["received_cents"]) == (6, 2, 2)
    assert found[6]["signed_cents"] == 7


def test_the_rows_are_the_same_however_many_are_made_at_once(monkeypatch):
    whole = {name: rows(each) for name, each in by_name(two_futures()).items()}
    monkeypatch.setattr(room, "ROWS_AT_ONCE", 1)
    cut = by_name(two_futures())
    assert len(list(cut["flows"].blocks())) == len(list(cut["receipts"].blocks())) == 2
    assert {name: rows(each) for name, each in cut.items()} == whole


def test_no_figure_is_missing_and_each_has_its_status_and_its_grounds():
    run = two_futures()
    figures = indicators(run)
    found = rows(by_name(run)["indicators"])
    told = {row["name"] for row in found}
    bounds = {name for name in figures if name.endswith("_interval")}
    assert told == set(figures) - bounds
    for row in found:
        figure = figures[row["name"]]
        assert row["status"] == figure.status.value
        assert row["rests_on"] == len(figure.rests_on)
        assert str(row["label"]).startswith(figure.label)
        known = [row["value_cents"], row["value"]]
        assert None in known
        if figure.status is Status.UNKNOWN:
            assert known == [None, None]
            assert row["why"]
    grounds = rows(by_name(run)["rests_on"])
    assert {(row["name"], row["key"]) for row in grounds} == {
        (name, key) for name, each in figures.items() for key in each.rests_on
    }
    assert {"name": "p_deficit", "key": LOYER.key} in grounds


def test_a_chance_by_month_stands_with_its_interval():
    run = two_futures()
    found = [row for row in rows(by_name(run)["indicators"]) if row["name"] == "p_deficit"]
    assert [(row["month"], row["value"], row["value_cents"]) for row in found] == [
        (0, 0.0, None),
        (1, 0.5, None),
        (2, 0.5, None),
    ]
    # Wilson for 1 of 2: (1 + 1.9207 ± 1.96·√(0.5 + 0.9604)) / 5.8415
    assert (round(found[1]["low"], 4), round(found[1]["high"], 4)) == (0.0945, 0.9055)


def test_a_chance_at_a_horizon_has_the_interval_of_its_last_month():
    twelve = outcome({Flow.CASH: [[1] * 11 + [-1, 1], [1] * 12 + [-1]]})
    found = {row["name"]: row for row in rows(by_name(twelve)["indicators"])}
    row = found["p_deficit_12"]
    assert (row["value"], round(row["low"], 4), round(row["high"], 4)) == (0.5, 0.0945, 0.9055)
    assert (found["p_deficit_36"]["low"], found["p_deficit_36"]["high"]) == (None, None)


def test_amounts_are_whole_cents_by_rank_of_the_draws():
    found = [
        row for row in rows(by_name(two_futures())["indicators"]) if row["name"] == "cash_cents"
    ]
    # two draws: the rank of 5 % is the lower one, of 95 % the higher one
    assert {
        (row["part"], row["month"]): row["value_cents"] for row in found if row["month"] == 1
    } == {
        ("p05", 1): -1,
        ("p25", 1): -1,
        ("p50", 1): -1,
        ("p75", 1): 50,
        ("p95", 1): 50,
        ("draw_path", 1): -1,
    }
    named = next(row for row in found if row["part"] == "draw")
    assert (named["unit"], named["value"], named["value_cents"]) == ("draw", 6, None)


def test_tenths_are_numbered_from_the_poorest():
    found = [
        row
        for row in rows(by_name(two_futures())["indicators"])
        if row["name"] == "net_transfer_by_decile_cents"
    ]
    assert [row["decile"] for row in found] == list(range(1, 11))
    assert [row["value_cents"] for row in found] == [100_00] + [None] * 9
    assert {row["month"] for row in found} == {None}


def test_a_limit_of_the_law_says_its_amount_in_cents_and_its_chance():
    found = [
        row for row in rows(by_name(two_futures())["indicators"]) if row["name"] == "thresholds"
    ]
    units = {str(row["part"]).partition(".")[2]: row["unit"] for row in found}
    assert units == {"limit_cents": "cents", "chance": "share", "median_month": "months"}
    warning = next(row for row in found if row["part"] == "acpr_warning.limit_cents")
    assert warning["value_cents"] == 800_000_00
    assert "ACPR" in str(warning["label"])


def test_an_assumption_is_told_whole():
    assert rows(by_name(two_futures())["assumptions"]) == [
        {
            "key": "costs.fixed_month_cents",
            "label": "Frais fixes",
            "value": "7 500 €",
            "status": "assumed",
            "source": "",
            "note": "Le budget les dira.",
        }
    ]


def test_a_mechanism_whose_law_is_open_is_not_told_as_settled():
    run = two_futures()
    asked = needs("csg_point", month=run.scenario.start)
    given = {each.need.name: each.need.low for each in asked if each.figure is None}
    switched = replace(run.scenario, mechanisms=(Switch(mechanism="csg_point", values=given),))
    nothing = np.zeros((*run.receipts.shape[:2], 1), dtype=np.int64)
    run = replace(
        run,
        scenario=switched,
        source_ids=(*run.source_ids, "csg_point"),
        receipts=np.concatenate([run.receipts, nothing], axis=2),
        signed=np.concatenate([run.signed, nothing], axis=2),
    )
    found = rows(by_name(run)["sources"])
    assert [(row["source"], row["law_status"]) for row in found] == [
        ("ville", "in_force"),
        ("dons", "in_force"),
        ("csg_point", "needs_law"),
    ]
    assert found[-1]["law_label"] == "demande une loi"
    assert found[-1]["warnings"]


def test_a_source_written_by_hand_does_not_settle_the_law_of_its_mechanism():
    by_hand = source("cent", PayerClass.PUBLIC, mechanism="csg_point")
    run = outcome({Flow.CASH: [[1]]}, of=scenario(sources=[by_hand]), receipts={"cent": [[1]]})
    (row,) = rows(by_name(run)["sources"])
    assert (row["law_status"], row["mechanism"]) == ("needs_law", "csg_point")


def test_the_dictionary_is_that_of_the_tables():
    given = by_name(two_futures())
    told = rows(given["dictionary"])
    assert [(row["table"], row["column"]) for row in told] == [
        (name, column.name) for name, table in given.items() for column in table.layout.columns
    ]
    assert [each.name for each in LAYOUTS] == list(given)[:-1]
    assert all(str(row["sentence"]).endswith(".") for row in told)
    assert {row["type"] for row in told} <= {kind.value for kind in Kind}
    for row in told:
        assert (row["unit"] == "cents") == str(row["column"]).endswith("_cents"), row


def test_no_row_is_a_household():
    people = {"income_cents", "decile_of_household", "is_poor", "weight", "unit_tenths"}
    for table in tables(two_futures()):
        assert not people & {each.name for each in table.layout.columns}
    given = by_name(two_futures())
    assert len(rows(given["flows"])) == 2 * 3


def test_the_cash_of_a_month_follows_from_its_row_and_the_one_before():
    run = played(replace(small(), months=8, draws=3))
    found = rows(by_name(run)["flows"])
    assert len(found) == 3 * 8
    for before, row in pairwise(found):
        if row["month"]:
            moved = sum(
                row[f"{name}_cents"] for name in ("collected", "received", "lent", "interest")
            )
            moved -= sum(row[f"{name}_cents"] for name in ("reimbursed", "costs", "repaid"))
            assert row["cash_cents"] == before["cash_cents"] + moved
    received = rows(by_name(run)["receipts"])
    assert sum(row["received_cents"] for row in received) == sum(
        row["received_cents"] for row in found
    )
