"""MODEL §17 M, with common luck: what must move one way moves that way in every draw."""

from dataclasses import replace

from ecot.rules.kinds import RuleKind
from ecot.rules.wallet import WalletRule
from ecot.simulation.outcome import Flow
from ecot.simulation.running import run
from ecot.simulation.scenario.parts import Costs, Delays, Economy
from tests.simulation.running.futures import STEPS, dated, future, scale


def lowest_cash(outcome):
    return outcome.flow(Flow.CASH).min(axis=1)


def test_a_higher_rate_brings_no_less_in_any_month_of_any_draw():
    lower, higher = (run(future(contribution=scale(rate))) for rate in (250, 300))
    assert (higher.flow(Flow.DUE) >= lower.flow(Flow.DUE)).all()
    assert (higher.flow(Flow.COLLECTED) >= lower.flow(Flow.COLLECTED)).all()
    assert higher.flow(Flow.DUE).sum() > lower.flow(Flow.DUE).sum()


def test_a_higher_allocation_never_lowers_the_chance_of_a_deficit():
    generous = replace(STEPS, base_cents=150_00)
    plain, more = run(future()), run(future(allocation=generous))
    assert (lowest_cash(more) <= lowest_cash(plain)).all()
    assert (lowest_cash(more) < 0).mean() >= (lowest_cash(plain) < 0).mean()


def test_money_that_comes_later_lowers_the_lowest_cash():
    soon, late = (run(future(delays=Delays(collect_months=months))) for months in (0, 1))
    assert (lowest_cash(late) <= lowest_cash(soon)).all()


def test_paying_shops_later_raises_the_lowest_cash():
    soon, late = (run(future(delays=Delays(reimburse_months=months))) for months in (0, 2))
    assert (lowest_cash(late) >= lowest_cash(soon)).all()


def test_higher_costs_lower_cash_by_exactly_their_difference():
    plain, dear = (
        run(future(sources=(), costs=Costs(fixed_month_cents=cents))) for cents in (0, 100_00)
    )
    gap = plain.flow(Flow.CASH) - dear.flow(Flow.CASH)
    assert gap.tolist() == [[100_00 * (month + 1) for month in range(8)]] * 6


def test_a_rule_dated_inside_the_horizon_takes_effect_in_its_month():
    later = future()
    rules = {
        **later.rules,
        RuleKind.ALLOCATION: dated((0, STEPS), (4, replace(STEPS, base_cents=60_00))),
        RuleKind.WALLET: dated((0, WalletRule(carry_over_months=None, transfers_allowed=False))),
    }
    plain, changed = run(later), run(replace(later, rules=rules))
    before, after = plain.flow(Flow.ALLOCATED), changed.flow(Flow.ALLOCATED)
    households = plain.flow(Flow.HOUSEHOLDS)
    assert after[:, :4].tolist() == before[:, :4].tolist()
    assert (before - after)[:, 4:].tolist() == (60_00 * households[:, 4:]).tolist()


def test_allocations_follow_food_prices_each_january_on_the_amounts_of_the_rule():
    """October 2026 to May 2027: 1.4 % from month 3: 120 → 121.68, 40 → 40.56."""
    plain = future(economy=Economy(food_price_bp=140))
    indexed = replace(plain, economy=Economy(food_price_bp=140, index_allocation=True))
    dearer = replace(STEPS, base_cents=121_68, extra_adult_cents=40_56, extra_child_cents=40_56)
    rules = {**plain.rules, RuleKind.ALLOCATION: dated((0, STEPS), (3, dearer))}
    expected = run(replace(plain, rules=rules)).flow(Flow.ALLOCATED)
    assert run(indexed).flow(Flow.ALLOCATED).tolist() == expected.tolist()


def test_wages_move_costs_each_january():
    economy = Economy(wage_bp=200)
    costs = Costs(fixed_month_cents=500_00, household_month_cents=0, one_off=((2, 77_00), (9, 1)))
    outcome = run(future(sources=(), costs=costs, economy=economy))
    assert outcome.flow(Flow.COSTS)[0].tolist() == [500_00, 500_00, 577_00, *[510_00] * 5]


def test_a_rule_is_indexed_from_its_own_year_on():
    """Voted for January 2027 (month 3): as written that year, 1.4 % more in January 2028 (month 15)."""
    plain = future(months=17, draws=1, economy=Economy(food_price_bp=140))
    voted, later = replace(STEPS, base_cents=200_00), replace(STEPS, base_cents=202_80)
    later = replace(later, extra_adult_cents=40_56, extra_child_cents=40_56)
    indexed = replace(plain, economy=Economy(food_price_bp=140, index_allocation=True))
    written, expected = (
        {**plain.rules, RuleKind.ALLOCATION: dated(*versions)}
        for versions in (((0, STEPS), (3, voted)), ((0, STEPS), (3, voted), (15, later)))
    )
    found = run(replace(indexed, rules=written)).flow(Flow.ALLOCATED)
    assert found.tolist() == run(replace(plain, rules=expected)).flow(Flow.ALLOCATED).tolist()
