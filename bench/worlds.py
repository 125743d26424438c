"""Books to measure in, made in bulk: wallets with cards, shops, earlier sales by the pen itself."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

DAY = date(2026, 3, 2)
SHOPS = 60
CENTS = 140_00
AT_ONCE = 5_000


def entered() -> None:
    """Django, its tables and its guards, and the rules of a caisse."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def build(file: Path, wallets: int) -> None:
    """A book with so many full wallets and 60 shops with a cash register each; what a till must know, in a file."""
    entered()
    from django.db import transaction

    from ecot.operations.shops.models import PointOfSale
    from tests.builders.rulebook import founded_rules
    from tests.builders.shops import a_shop
    from tests.builders.tills import a_token

    founded_rules()
    shops = [a_shop(name=f"Commerce {number}", paid=False) for number in range(SHOPS)]
    assert PointOfSale.objects.count() == SHOPS
    with transaction.atomic():
        households = make_households(wallets)
        credit(households)
    told = {
        "households": [each.hex for each in households],
        "shops": [(shop.shop_id.hex, shop.point_of_sale_id.hex) for shop in shops],
        "tokens": [a_token(shop.point_of_sale_id) for shop in shops],
    }
    file.write_text(json.dumps(told))


def known(file: Path) -> tuple[list[UUID], list[UUID]]:
    """The households and the shops of a book, as its file tells them."""
    told = json.loads(file.read_text())
    households = [UUID(hex=each) for each in told["households"]]
    return households, [UUID(hex=shop) for shop, _ in told["shops"]]


def make_households(count: int, since: date = date(2025, 1, 1)) -> list[UUID]:
    """Active households of one adult, each with a card whose token is its own identifier."""
    from ecot.operations.members.models import Belonging, Card, Household, MembershipState, Person
    from ecot.operations.members.queries import token_digest
    from ecot.values.numbers import member_number

    at = datetime(2025, 1, 1, tzinfo=UTC)
    made = Household.objects.bulk_create(
        [
            Household(id=UUID(int=n), number=member_number(n), registered_at=at)
            for n in range(1, count + 1)
        ],
        batch_size=AT_ONCE,
    )
    MembershipState.objects.bulk_create(
        [
            MembershipState(household=h, state="active", since_on=since, recorded_at=at)
            for h in made
        ],
        batch_size=AT_ONCE,
    )
    Card.objects.bulk_create(
        [
            Card(household=h, token_digest=token_digest(h.id.hex), issued_at=at, changed_at=at)
            for h in made
        ],
        batch_size=AT_ONCE,
    )
    people = Person.objects.bulk_create(
        [Person(given_name="Adulte", birth_year=1985, search_key="adulte") for _ in made],
        batch_size=AT_ONCE,
    )
    Belonging.objects.bulk_create(
        [
            Belonging(person=p, household=h, participates=True, counts_from=since)
            for p, h in zip(people, made, strict=True)
        ],
        batch_size=AT_ONCE,
    )
    return [each.id for each in made]


def credit(households: Sequence[UUID], key: str = "a") -> None:
    """Open their wallets, with 140 MonA in each."""
    from ecot.ledger import chart, recipes
    from ecot.ledger.kinds import EntryKind
    from ecot.ledger.posting import NewEntry, open_accounts, post_many
    from ecot.values import clock
    from ecot.values.act import asked
    from ecot.values.references import SYSTEM

    open_accounts([chart.wallet(each) for each in households])
    at = clock.at(date(2016, 1, 1))
    post_many(
        [
            NewEntry(
                asked(SYSTEM, at, f"{key}{n}"),
                EntryKind.OPENING_BALANCE,
                recipes.opening_balance(chart.wallet(each), CENTS),
            )
            for n, each in enumerate(households)
        ]
    )


def earlier(
    households: Sequence[UUID],
    shops: Sequence[UUID],
    count: int,
    *,
    days: tuple[date, int] = (date(2025, 6, 1), 270),
    name: str = "h",
) -> None:
    """So many sales of one cent, with all their evidence, spread over the days after a first one."""
    from django.db import transaction

    from ecot.ledger import recipes
    from ecot.ledger.kinds import EntryKind
    from ecot.ledger.posting import NewEntry, post_many
    from ecot.rulebook.reading import all_in_force
    from ecot.rules.kinds import RuleKind
    from ecot.values import clock
    from ecot.values.act import asked
    from ecot.values.references import Actor

    kinds = (RuleKind.PAYMENT, RuleKind.ACCREDITATION)
    versions = {k.value: rule.version_id for k, rule in all_in_force(DAY, kinds).items()}
    chance = Random(count)
    evidence = {
        "point_of_sale": UUID(int=1).hex,
        "amounts": ((10_000, 1),),
        "euros_cents": 0,
        "means": "card",
        "code": False,
        "balance_after_cents": 1,
    }
    first, length = days
    acts = [clock.at(first + timedelta(days=n)) for n in range(length)]
    for start in range(0, count, AT_ONCE):
        with transaction.atomic():
            post_many(
                [
                    NewEntry(
                        asked(Actor("till-1"), acts[n * length // count], f"{name}{n}"),
                        EntryKind.TILL_PAYMENT,
                        recipes.till_payment(chance.choice(households), shops[n % len(shops)], 1),
                        rules=versions,
                        evidence=evidence,
                    )
                    for n in range(start, min(start + AT_ONCE, count))
                ]
            )
