"""Our guidance, on the incomes of Montpellier: near what is published (decision of 2026-11-24)."""

import math
from bisect import bisect_right

from ecot.reference.loading import territory
from ecot.rules.contribution import ContributionRule, suggest
from ecot.rules.presets import FREE_CONTRIBUTION

RULE = FREE_CONTRIBUTION.parameters
POOR_AMONG_PARTICIPANTS = 0.48
LOW_SLOPE, PARETO = 0.393, 2.823
POVERTY_LINE = 13_896
POINTS = 2_000


def yearly_income(rank, shares, quantiles):
    """Disposable income of a consumption unit at a rank: log-linear, solved tails (MODEL §6)."""
    if rank < shares[0]:
        return quantiles[0] * (rank / shares[0]) ** LOW_SLOPE
    if rank >= shares[-1]:
        return quantiles[-1] * ((1 - rank) / (1 - shares[-1])) ** (-1 / PARETO)
    right = bisect_right(shares, rank)
    left = right - 1
    part = (rank - shares[left]) / (shares[right] - shares[left])
    return math.exp((1 - part) * math.log(quantiles[left]) + part * math.log(quantiles[right]))


def incomes():
    """Monthly cents per unit: so many participants below the poverty line, spread evenly by rank."""
    known = territory("montpellier")
    poor_in_town = (known.number("commune", "poverty", "rate_percent") or 0) / 100
    d1, median, d9 = (known.number("commune", "income", key) or 0 for key in ("d1", "median", "d9"))
    shares = [0.1, poor_in_town, 0.5, 0.9]
    quantiles = [d1, POVERTY_LINE, median, d9]
    for index in range(POINTS):
        rank = (index + 0.5) / POINTS
        poor = rank < POOR_AMONG_PARTICIPANTS
        within = rank / POOR_AMONG_PARTICIPANTS
        beyond = (rank - POOR_AMONG_PARTICIPANTS) / (1 - POOR_AMONG_PARTICIPANTS)
        at = within * poor_in_town if poor else poor_in_town + beyond * (1 - poor_in_town)
        yield round(yearly_income(at, shares, quantiles) * 100 / 12)


def test_the_mean_suggestion_is_near_the_published_mean():
    assert isinstance(RULE, ContributionRule)
    amounts = [
        suggest(RULE, income_cents=income, adults=1, children=0).amount_cents
        for income in incomes()
    ]
    assert 50_00 <= sum(amounts) / len(amounts) <= 60_00
    assert round(sum(amounts) / len(amounts), -2) == 57_00


def test_a_pensioner_at_800_euros_is_asked_about_what_one_gives():
    assert isinstance(RULE, ContributionRule)
    found = suggest(RULE, income_cents=800_00, adults=1, children=0)
    assert 1_00 <= found.amount_cents <= 5_00
