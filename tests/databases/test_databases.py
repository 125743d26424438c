"""The databases that the tests stand on keep their own promises."""

import subprocess
import sys
from functools import partial
from uuid import uuid4

from django.contrib.auth.models import Group
from django.db import connection, connections, transaction

from tests.databases.clones import race


def groups() -> list[str]:
    return sorted(Group.objects.values_list("name", flat=True))


def test_sqlite_stands_on_a_file_that_outlives_power_cuts(db):
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            assert int(cursor.execute("SHOW server_version_num").fetchone()[0]) >= 150000
        return
    with connection.cursor() as cursor:
        pragmas = [
            cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers")
        ]
    assert pragmas == ["wal", 2, 1, 1]


def test_what_one_clone_commits_no_other_sees(cloned_database):
    assert groups() == []
    Group.objects.create(name="commis")
    assert groups() == ["commis"]


def test_and_the_next_clone_starts_empty(cloned_database):
    assert groups() == []


def test_threads_write_to_the_clone(cloned_database):
    race([partial(Group.objects.create, name=name) for name in ("a", "b", "c", "d")])
    assert groups() == ["a", "b", "c", "d"]


def test_a_race_gives_back_what_a_thread_raised(cloned_database):
    def fail() -> None:
        with transaction.atomic():
            Group.objects.create(name="x")
            message = "planned"
            raise RuntimeError(message)

    assert [str(result) for result in race([fail])] == ["planned"]
    assert groups() == []


def test_another_process_opens_the_clone(cloned_database):
    name = uuid4().hex
    code = (
        "import django; django.setup(); from django.contrib.auth.models import Group;"
        f"Group.objects.create(name={name!r})"
    )
    environment = cloned_database.environment
    connections.close_all()
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)
    assert groups() == [name]


def test_the_role_of_the_web_is_not_the_owner(role_of_the_web):
    if connection.vendor == "sqlite":
        assert connection.settings_dict["USER"] == ""
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == ("ecot_web", False)
