"""How the demo's people and shops arrive and leave: files, cards, codes, agreements, wallets."""

from __future__ import annotations

from datetime import date, timedelta

from stdnum import iban as iban_numbers

from ecot.demo.market import COORDINATES, MARKET_WEEKDAYS, DemoShop
from ecot.demo.population import BY_HOUSEHOLD_FROM, DemoHousehold
from ecot.demo.world import TREASURER, World, act, sure
from ecot.operations.allocations.leaving import Departure, settle_leaver
from ecot.operations.contributions.pledging import pledge
from ecot.operations.members.actions import (
    change_state,
    issue_card,
    register_household,
    renew_code,
)
from ecot.operations.members.people import Contact, NewHousehold, NewPerson
from ecot.operations.members.states import State
from ecot.operations.shops.actions import (
    accredit,
    apply_as_shop,
    confirm_bank_change,
    open_point_of_sale,
    renew_agreement,
    request_bank_change,
)
from ecot.operations.shops.files import PointOfSaleFile, PointOfSaleKind, ShopFile
from ecot.values.month import Month

REGISTERING_DAY = 20
WITH_CODES = 8
CODES_FOR_FIRST = 40
AGREEMENT_MONTHS = 36


def welcome_shops(world: World, month: Month) -> None:
    """Shops whose month has come apply, are accredited, open a point of sale and give their IBAN."""
    for shop in world.shops:
        if shop.opens == month:
            _welcome_shop(world, shop, month.previous().first_day)


def _welcome_shop(world: World, shop: DemoShop, day: date) -> None:
    file = ShopFile(
        shop.name, shop.category, legal_name=shop.name, email=f"contact@{_slug(shop)}.example"
    )
    shop_id = sure(apply_as_shop(act(f"shop-{shop.index}", day), file=file)).shop_id
    ends_on = date(day.year + 3, day.month, 1) - timedelta(days=1)
    sure(
        accredit(
            act(f"accredit-{shop.index}", day), shop_id=shop_id, starts_on=day, ends_on=ends_on
        )
    )
    latitude, longitude = COORDINATES[shop.district]
    where = PointOfSaleFile(
        name=shop.name,
        kind=PointOfSaleKind.MARKET if shop.is_market else PointOfSaleKind.SHOP,
        address=f"{shop.district}, Montpellier",
        latitude=latitude,
        longitude=longitude,
        hours="8 h – 13 h" if shop.is_market else "9 h – 19 h",
        market_days=(MARKET_WEEKDAYS.get(shop.district, 5) + 1,) if shop.is_market else (),
    )
    point = sure(
        open_point_of_sale(
            act(f"point-{shop.index}", day), shop_id=shop_id, file=where, opened_on=day
        )
    )
    asked = sure(
        request_bank_change(
            act(f"iban-{shop.index}", day),
            shop_id=shop_id,
            iban=demo_iban(shop.index),
            holder=shop.name,
        )
    )
    sure(
        confirm_bank_change(
            act(f"iban-yes-{shop.index}", day + timedelta(days=1), actor=TREASURER),
            bank_details_id=asked.bank_details_id,
            callback_note="rappelé au numéro de la convention",
        )
    )
    world.shop_ids[shop.index] = shop_id
    world.point_of_sale_ids[shop.index] = point
    world.happened["shops"] += 1


def renew_agreements(world: World, month: Month) -> None:
    """In the month before an agreement of three years ends, the committee renews it."""
    for shop in world.shops:
        if shop.opens.plus(AGREEMENT_MONTHS - 2) == month:
            starts = month.next().first_day
            sure(
                renew_agreement(
                    act(f"renewed-{shop.index}", month.first_day),
                    shop_id=world.shop_ids[shop.index],
                    starts_on=starts,
                    ends_on=date(starts.year + 3, starts.month, 1) - timedelta(days=1),
                )
            )
            world.happened["agreements renewed"] += 1


def _slug(shop: DemoShop) -> str:
    return f"commerce-{shop.index + 1}"


def demo_iban(number: int) -> str:
    """An IBAN that is well formed and belongs to nobody: bank 99999 does not exist."""
    bank, counter, account = "99999", "00001", f"{number:011d}"
    key = 97 - (89 * int(bank) + 15 * int(counter) + 3 * int(account)) % 97
    bban = f"{bank}{counter}{account}{key:02d}"
    return f"FR{iban_numbers.calc_check_digits(f'FR00{bban}')}{bban}"


def register_newcomers(world: World, month: Month) -> None:
    """On the 20th, the households of the next month are written down, with card, codes and pledge."""
    day = month.previous().first_day.replace(day=REGISTERING_DAY)
    for one in world.households:
        if one.arrives == month:
            _register(world, one, day)


def _register(world: World, one: DemoHousehold, day: date) -> None:
    persons = tuple(
        NewPerson(person.given_name, person.family_name, person.birth_year)
        for person in one.persons
    )
    contact = Contact(email=f"foyer-{one.index + 1}@example.org" if one.index % 5 else "")
    made = sure(
        register_household(
            act(f"household-{one.index}", day),
            household=NewHousehold(persons, contact, state=State.WAITING, since_on=day),
        )
    )
    world.household_ids[one.index] = made.household_id
    world.numbers[one.index] = made.number
    card = sure(
        issue_card(act(f"card-{one.index}", day), household_id=made.household_id, label="première")
    )
    world.tokens[one.index], world.card_ids[one.index] = card.token, card.card_id
    if one.index % WITH_CODES == 0 or one.index < CODES_FOR_FIRST:
        world.codes[one.index] = sure(
            renew_code(act(f"code-{one.index}", day), household_id=made.household_id)
        )
    sure(
        pledge(
            act(f"pledge-{one.index}", day),
            household_id=made.household_id,
            amount_cents=one.pledge(one.arrives),
            from_month=one.arrives,
        )
    )
    world.happened["households"] += 1


def open_doors(world: World, month: Month) -> None:
    """On the 1st, newcomers become members."""
    for one in world.households:
        if one.arrives == month and one.index in world.household_ids:
            sure(
                change_state(
                    act(f"active-{one.index}", month.first_day, 7),
                    household_id=world.household_ids[one.index],
                    to=State.ACTIVE,
                    reason="place libre",
                )
            )


def say_goodbye(world: World, month: Month) -> None:
    """On the last day before a month, those who leave give back what they have not spent."""
    day = month.previous().last_day
    for one in world.households:
        if one.leaves == month and one.index in world.household_ids:
            because = Departure.DECEASED if one.index % 17 == 0 else Departure.LEFT
            done = settle_leaver(
                act(f"leaves-{one.index}", day, 19),
                household_id=world.household_ids[one.index],
                because=because,
            )
            sure(done)
            world.happened["departures"] += 1


def pledge_anew(world: World) -> None:
    """When the allocation goes by household, each household chooses its share again."""
    day = BY_HOUSEHOLD_FROM.previous().first_day.replace(day=10)
    for one in world.households:
        if one.is_there(BY_HOUSEHOLD_FROM) and one.arrives < BY_HOUSEHOLD_FROM:
            sure(
                pledge(
                    act(f"pledge-anew-{one.index}", day),
                    household_id=world.household_ids[one.index],
                    amount_cents=one.later_pledge_cents,
                    from_month=BY_HOUSEHOLD_FROM,
                )
            )
