"""One process of a peer, on the same server and at the same work: a payment from a wallet to a shop.

    PEERS_PYTHON bench/peers.py django-hordak|django-ledger SEED

Run by the part `peers` of `make bench`, with the Python of `.venv-peers` (requirements/peers.txt); nothing of
ours is imported. Its database is that of `ECOT_DATABASE_URL`, opened as ours is. Work: lock the wallet, read
its balance, write the double entry by the peer's own door.
"""

from __future__ import annotations

import json
import os
import sys
import time
import warnings
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from random import Random
from urllib.parse import parse_qs, urlsplit

WALLETS, SHOPS = 100, 20
APPS = {"django-hordak": ["mptt", "djmoney", "hordak"], "django-ledger": ["django_ledger"]}
CENT = Decimal("0.01")


def enter(peer: str) -> None:
    """The peer's tables in a database of its own."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    address = urlsplit(os.environ["ECOT_DATABASE_URL"])
    host, user = parse_qs(address.query)["host"][0], address.username
    settings.configure(
        SECRET_KEY="bench",
        USE_TZ=True,
        DEFAULT_CURRENCY="EUR",
        CURRENCIES=["EUR"],
        HORDAK_CURRENCIES=["EUR"],
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
            *APPS[peer],
        ],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": address.path.lstrip("/"),
                "USER": user,
                "HOST": host,
                "CONN_MAX_AGE": None,
                "OPTIONS": {"server_side_binding": True, "prepare_threshold": 2},
            }
        },
    )
    django.setup()
    call_command("migrate", verbosity=0)


def hordak() -> Callable[[Random], None]:
    """Its `transfer_to`, after a look at the balance under the wallet's lock."""
    from django.db import transaction
    from hordak.models import Account
    from moneyed import Money

    def account(name: str, code: str, parent: Account | None = None, kind: str = "LI") -> Account:
        return Account.objects.create(
            name=name, code=code, parent=parent, type=kind, currencies=["EUR"]
        )

    pot = account("pot", "3", kind="AS")
    roots = account("wallets", "1"), account("shops", "2")
    wallets = [account(f"w{n}", f"{n:05d}", roots[0]).pk for n in range(WALLETS)]
    shops = [account(f"s{n}", f"{n:05d}", roots[1]).pk for n in range(SHOPS)]
    for wallet in wallets:
        with transaction.atomic():
            pot.transfer_to(Account.objects.get(pk=wallet), Money(10_000, "EUR"))

    def pay(chance: Random) -> None:
        with transaction.atomic():
            wallet = Account.objects.select_for_update().get(pk=chance.choice(wallets))
            assert abs(wallet.get_simple_balance().monies()[0].amount) >= CENT
            shop = Account.objects.get(pk=chance.choice(shops))
            wallet.transfer_to(shop, Money(CENT, "EUR"))

    return pay


def ledger() -> Callable[[Random], None]:
    """Its `commit_txs`, posted, after a sum of the wallet's lines under its lock."""
    from django.contrib.auth import get_user_model
    from django.db import transaction
    from django.db.models import Case, F, Sum, When
    from django_ledger.io import roles
    from django_ledger.models import AccountModel, EntityModel, TransactionModel

    admin = get_user_model().objects.create_user("a", password="x")
    entity = EntityModel.create_entity(
        name="caisse", admin=admin, use_accrual_method=True, fy_start_month=1
    )
    entity.create_chart_of_accounts(assign_as_default=True, coa_name="coa", commit=True)

    def account(code: str, role: str, side: str) -> AccountModel:
        return entity.create_account(
            code=code, role=role, name=code, balance_type=side, active=True
        )

    pot = account("1010", roles.ASSET_CA_CASH, "debit")
    wallets = [account(f"20{n:03d}", roles.LIABILITY_CL_OTHER, "credit") for n in range(WALLETS)]
    shops = [account(f"21{n:03d}", roles.LIABILITY_CL_ACC_PAYABLE, "credit") for n in range(SHOPS)]
    book = entity.create_ledger(name="l", posted=True)
    signed = Sum(Case(When(tx_type="credit", then=F("amount")), default=-F("amount")))

    def move(debit: AccountModel, credit: AccountModel, amount: Decimal) -> None:
        entity.commit_txs(
            je_timestamp=datetime.now(tz=UTC),
            je_txs=[
                {"account": debit, "amount": amount, "tx_type": "debit", "description": "x"},
                {"account": credit, "amount": amount, "tx_type": "credit", "description": "x"},
            ],
            je_posted=True,
            je_ledger_model=book,
            force_je_retrieval=False,
        )

    for wallet in wallets:
        move(pot, wallet, Decimal(10_000))

    def pay(chance: Random) -> None:
        with transaction.atomic():
            key = chance.choice(wallets).pk
            wallet = AccountModel.objects.select_for_update(of=("self",)).get(pk=key)
            lines = TransactionModel.objects.filter(account=wallet, journal_entry__posted=True)
            assert lines.aggregate(cents=signed)["cents"] >= CENT
            move(wallet, chance.choice(shops), CENT)

    return pay


def main(peer: str, seed: int) -> None:
    """Answer `payment SECONDS` as bench/worker.py does."""
    warnings.simplefilter("ignore")
    enter(peer)
    pay, chance = (hordak if peer == "django-hordak" else ledger)(), Random(seed)
    print("ready", flush=True)
    for line in sys.stdin:
        seconds = float(line.split()[1])
        took: list[int] = []
        begun = last = time.perf_counter()
        while last - begun < seconds:
            pay(chance)
            now = time.perf_counter()
            took.append(round((now - last) * 1e6))
            last = now
        print(json.dumps([last - begun, took]), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
