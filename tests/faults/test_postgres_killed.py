"""PostgreSQL killed (-9) at any moment under eight paying tills (F2): what was answered is there.

It recovers within thirty seconds and the app finds it again without hands. Control: with commits that
do not wait for the disk and a slow writer, the same test is seen losing payments.
"""

import os
from functools import partial
from random import Random
from threading import Event

import pytest
from django.db import connection

from tests.faults.conftest import a_fair
from tests.faults.crashing_postgres import SLOW_WRITER, crashing_postgres
from tests.faults.oracle import faults
from tests.faults.serving import serving
from tests.faults.tills import at_once, keep_paying

DRILL = os.environ.get("DRILL") == "1"
KILLS = 100 if DRILL else 2
CONTROLS = 4
"""Kills of the control at most: the first one loses, unless the slow writer had just written."""
TILLS, HOUSEHOLDS, CENTS, NO_CEILING = 8, 40, 10_000_00, 10_000_00


@pytest.fixture
def postgres(django_db_setup, django_db_blocker):
    if connection.vendor != "postgresql":
        pytest.skip("there is no server to kill")
    with django_db_blocker.unblock(), crashing_postgres() as server:
        yield server


def environment(postgres):
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "ecot.config.settings",
        "ECOT_DATABASE_URL": postgres.url,
        "ECOT_DATABASE_OWNER_URL": "",
    }


def killed(fair, server, postgres, *, seed, kills, calm_seconds):
    """Tills pay while PostgreSQL is killed and started again; the unknown is settled at the end."""
    until, chance = Event(), Random(seed)

    def kill():
        for _ in range(kills):
            until.wait(calm_seconds + chance.random())
            postgres.kill()
            postgres.start()
        until.wait(0.5)
        until.set()

    with fair.tills(server.port) as tills:
        works = [
            partial(keep_paying, till, list(fair.cards), Random(1_000 * seed + number), until)
            for number, till in enumerate(tills)
        ]
        at_once([*works, kill])
        unknown = sum(len(till.unknown) for till in tills)
        at_once([till.settle for till in tills])
    acknowledged = sum(told.paid for till in tills for told in till.told.values())
    print(f"acknowledged {acknowledged}, unknown and sent again {unknown}")  # noqa: T201  shown by -s
    return tills, acknowledged


def test_what_was_answered_survives_and_control(postgres, tmp_path):
    """The control runs on the same server, last: it is told to answer before its disk has kept it."""
    fair = a_fair(tills=TILLS, households=HOUSEHOLDS, cents=CENTS, day_cents=NO_CEILING)
    funded = dict.fromkeys(fair.cards.values(), CENTS)
    with serving(environment(postgres), tmp_path) as server:
        tills, acknowledged = killed(fair, server, postgres, seed=1, kills=KILLS, calm_seconds=1)
        assert acknowledged > TILLS * KILLS
        assert faults(tills, funded) == []
        postgres.sql("CHECKPOINT")
        for name, value in SLOW_WRITER.items():
            postgres.sql(f"ALTER SYSTEM SET {name} = '{value}'")
        postgres.sql("SELECT pg_reload_conf()")
        lost = []
        for seed in range(2, 2 + CONTROLS):
            more, _ = killed(fair, server, postgres, seed=seed, kills=1, calm_seconds=2)
            tills += more
            lost = [one for one in faults(tills, funded) if "0 times in the book" in one]
            if lost:
                break
        assert lost, "commits that do not wait lose nothing: the test cannot fail"
        print(f"control: lost {len(lost)}")  # noqa: T201  shown by -s
