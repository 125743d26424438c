"""What happens once: a lost card, 120 typed for 12, a couple that separates, a wrong run undone.

Each story is a deed or two on its day, and what the product answers is checked here and now.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from ecot.demo.buying import till_actor
from ecot.demo.population import DemoHousehold
from ecot.demo.world import World, act, sure
from ecot.ledger.balances import wallet_balance
from ecot.operations.allocations.actions import Why, allocate_one
from ecot.operations.allocations.leaving import Move, move_wallet
from ecot.operations.allocations.queries import HeldState, held_lines
from ecot.operations.allocations.undoing import undo_run
from ecot.operations.contributions.answering import answer_arrears
from ecot.operations.contributions.models import AnswerKind
from ecot.operations.members.actions import (
    correct_person,
    issue_card,
    report_card_lost,
    separate_household,
)
from ecot.operations.members.directory import PersonRow, household_file
from ecot.operations.members.people import NewPerson
from ecot.operations.shops.actions import change_shop_state
from ecot.operations.shops.states import ShopState
from ecot.operations.till.actions import pay_at_till
from ecot.operations.till.refunding import correct_sale
from ecot.operations.till.slips import issue_slip_sheet, pay_from_slip
from ecot.values import clock
from ecot.values.act import Act
from ecot.values.month import Month
from ecot.values.refusal import Refused

LOST_CARD_ON: Final = date(2023, 5, 13)
TYPED_WRONG_ON: Final = date(2023, 9, 2)
SLIP_ON: Final = date(2023, 11, 18)
SEPARATED_ON: Final = date(2024, 4, 6)
MISTYPED_ON: Final = date(2024, 9, 24)
UNDONE_ON: Final = date(2024, 10, 9)
SUSPENDED_ON: Final = date(2024, 11, 5)
BACK_ON: Final = date(2025, 1, 14)
TYPED_CENTS: Final = 120_00
MEANT_CENTS: Final = 12_00
SUSPENDED_SHOP: Final = 11
LOST_CARD_OF: Final = 16
SLIP_OF: Final = 32


def lost_card(world: World) -> None:
    """A card is lost: it pays nothing from this minute on; a new one works at once."""
    household, lost = world.household_ids[LOST_CARD_OF], world.tokens[LOST_CARD_OF]
    sure(report_card_lost(act("lost", LOST_CARD_ON, 9), card_id=world.card_ids[LOST_CARD_OF]))
    point = world.point_of_sale_ids[1]
    found = pay_at_till(
        act("thief", LOST_CARD_ON, 9, minute=30, actor=till_actor(point)),
        point_of_sale_id=point,
        amounts=8_00,
        card_token=lost,
    )
    assert isinstance(found, Refused), "a lost card must not pay"
    card = sure(
        issue_card(act("replaced", LOST_CARD_ON, 10), household_id=household, label="deuxième")
    )
    world.tokens[LOST_CARD_OF], world.card_ids[LOST_CARD_OF] = card.token, card.card_id
    world.happened["cards lost"] += 1


def typed_wrong(world: World) -> None:
    """A cashier types 120 for 12 and puts it right within minutes."""
    index = next(
        one.index
        for one in world.present(Month.of(TYPED_WRONG_ON))
        if one.index in world.codes
        and wallet_balance(world.household_ids[one.index]) >= TYPED_CENTS
    )
    point, actor = world.point_of_sale_ids[1], till_actor(world.point_of_sale_ids[1])
    wrong = sure(
        pay_at_till(
            act("typed-120", TYPED_WRONG_ON, 7, minute=1, actor=actor),
            point_of_sale_id=point,
            amounts=TYPED_CENTS,
            card_token=world.tokens[index],
            code=world.codes[index].four,
        )
    )
    right = correct_sale(
        act("meant-12", TYPED_WRONG_ON, 7, minute=4, actor=actor),
        sale_id=wrong.entry_id,
        point_of_sale_id=point,
        amounts=MEANT_CENTS,
    )
    sure(right)
    world.happened["sales corrected"] += 1


def paper_slip(world: World) -> None:
    """The network is down on market day: a slip is filled in, and typed on Monday on its real day."""
    point = world.point_of_sale_ids[0]
    sheet = sure(issue_slip_sheet(act("sheet", SLIP_ON, 7), point_of_sale_id=point))
    sure(
        pay_from_slip(
            act("slip", SLIP_ON + timedelta(days=2), 9),
            slip_number=sheet.numbers[0],
            point_of_sale_id=point,
            amounts=9_40,
            household_number=world.numbers[SLIP_OF],
            occurred_on=SLIP_ON,
        )
    )
    world.happened["paper slips"] += 1


def persons_of(household_id: UUID) -> list[PersonRow]:
    """The people of a household, in the order in which they were written down."""
    file = household_file(household_id)
    assert file is not None, "the demo knows its households"
    return sorted(file.persons, key=lambda person: person.person_id)


def couple(world: World) -> DemoHousehold:
    """The couple of the demo that separates: two adults, there long enough."""
    month = Month.of(SEPARATED_ON)
    return next(
        one
        for one in world.present(month)
        if (one.adults, len(one.persons), one.leaves) == (2, 2, None)
    )


def separated(world: World) -> None:
    """A couple separates: the second person gets a household, a wallet with half, and a card."""
    one = couple(world)
    household = world.household_ids[one.index]
    second = persons_of(household)[1]
    made = sure(
        separate_household(
            act("separated", SEPARATED_ON), household_id=household, person_ids=[second.person_id]
        )
    )
    half = wallet_balance(household) // 2
    if half:
        sure(
            move_wallet(
                act("half-each", SEPARATED_ON, 11),
                from_id=household,
                to_id=made.household_id,
                amount_cents=half,
                why=Move.SEPARATION,
            )
        )
    sure(
        issue_card(
            act("second-card", SEPARATED_ON, 12), household_id=made.household_id, label="première"
        )
    )
    world.happened["couples separated"] += 1


def children_of(world: World, month: Month) -> list[tuple[DemoHousehold, int]]:
    """Households and the rank of a child of theirs, among those who are there."""
    return [(one, one.adults) for one in world.present(month) if len(one.persons) > one.adults][:15]


def years_mistyped(world: World) -> None:
    """A list of birth years is typed a lifetime too early: fifteen children pass for adults."""
    for one, rank in children_of(world, Month.of(MISTYPED_ON)):
        asking = act(f"mistyped-{one.index}", MISTYPED_ON, 9)
        _write_year(world, asking, one, rank=rank, year=one.persons[rank].birth_year - 80)


def run_undone(world: World) -> None:
    """The mistake is seen on the 9th, half spent: years put right, the run undone and granted anew."""
    for one, rank in children_of(world, Month.of(MISTYPED_ON)):
        asking = act(f"retyped-{one.index}", UNDONE_ON, 9)
        _write_year(world, asking, one, rank=rank, year=one.persons[rank].birth_year)
    undone = sure(
        undo_run(
            act("undone", UNDONE_ON, 11),
            month=Month.of(UNDONE_ON),
            reason="années de naissance mal recopiées en septembre",
            again=True,
        )
    )
    assert undone.households > 0, "the wrong run was wrong for somebody"
    world.happened["wrong lines put right"] += undone.households
    world.happened["cents recovered"] += undone.recovered_cents
    world.happened["cents to recover"] += undone.to_recover_cents


def _write_year(world: World, asking: Act, one: DemoHousehold, *, rank: int, year: int) -> None:
    household = world.household_ids[one.index]
    known = persons_of(household)[rank]
    person = one.persons[rank]
    sure(
        correct_person(
            asking,
            household_id=household,
            person_id=known.person_id,
            person=NewPerson(person.given_name, person.family_name, year),
        )
    )


def shop_suspended(world: World) -> None:
    """A shop is suspended in the morning and refused at the till the same minute."""
    shop, point = world.shop_ids[SUSPENDED_SHOP], world.point_of_sale_ids[SUSPENDED_SHOP]
    sure(
        change_shop_state(
            act("suspended", SUSPENDED_ON, 8),
            shop_id=shop,
            to=ShopState.SUSPENDED,
            reason="marges non communiquées",
        )
    )
    answer = pay_at_till(
        act("too-late", SUSPENDED_ON, 8, minute=1, actor=till_actor(point)),
        point_of_sale_id=point,
        amounts=5_00,
        card_token=world.tokens[0],
    )
    assert isinstance(answer, Refused), "a suspended shop sells nothing"
    world.suspended_shops.add(SUSPENDED_SHOP)
    world.happened["shops suspended"] += 1


def shop_back(world: World) -> None:
    """The shop has answered the committee and sells again."""
    sure(
        change_shop_state(
            act("back", BACK_ON, 8),
            shop_id=world.shop_ids[SUSPENDED_SHOP],
            to=ShopState.ACCREDITED,
            reason="marges communiquées au comité",
        )
    )
    world.suspended_shops.remove(SUSPENDED_SHOP)


def answer_held(world: World, month: Month, on: date) -> None:
    """Somebody calls the households on hold; whoever goes on receives its line at once."""
    for view in held_lines(month, clock.at(on, 15)):
        if view.state not in {HeldState.WAITING, HeldState.FREED}:
            continue
        household = view.household_id
        if view.state is HeldState.WAITING:
            sure(
                answer_arrears(
                    act(f"answered-{month}-{household}", on, 15),
                    household_id=household,
                    kind=AnswerKind.CONTINUE,
                    from_month=month,
                    until_month=month.plus(2),
                    note="appelé, on continue",
                )
            )
        sure(
            allocate_one(
                act(f"freed-{month}-{household}", on, 16),
                month=month,
                household_id=household,
                why=Why.UNBLOCKED,
            )
        )
        world.happened["held households answered"] += 1


STORIES: Final[Mapping[date, Callable[[World], None]]] = {
    LOST_CARD_ON: lost_card,
    TYPED_WRONG_ON: typed_wrong,
    SLIP_ON: paper_slip,
    SEPARATED_ON: separated,
    MISTYPED_ON: years_mistyped,
    UNDONE_ON: run_undone,
    SUSPENDED_ON: shop_suspended,
    BACK_ON: shop_back,
}
