"""What each command answers, to people and to machines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection

from ecot.access.queries import accounts
from ecot.access.roles import Role
from ecot.ledger import chart, recipes
from ecot.ledger.balances import wallet_balance
from ecot.ledger.kinds import EntryKind
from ecot.ledger.posting import open_accounts, post
from ecot.operations.members.models import Household
from ecot.operations.notices.actions import enqueue
from ecot.rules.kinds import RuleKind
from ecot.values import clock
from ecot.values.act import Act
from ecot.values.references import SYSTEM
from tests.builders.access import a_person_with
from tests.builders.allocations import MARCH, a_caisse
from tests.builders.members import a_household
from tests.builders.rulebook import founded_rules
from tests.builders.tampering import without_guards
from tests.builders.treasury import a_bank_account
from tests.cli.conftest import Asking, Typing
from tests.ledger.conftest import DURAND, act, credit
from tests.oversight.backups.conftest import programs

NAMES = [
    "backed",
    "once",
    "floors",
    "append_only",
    "voted_is_done",
    "sealed",
    "private",
    "restartable",
]
FOUNDING = Path(__file__).with_name("founding.toml")
ON_MARCH_2 = clock.at(date(2026, 3, 2))


def test_check_lists_the_eight_promises(answered: Asking) -> None:
    answer = answered("check")
    assert [promise["name"] for promise in answer["promises"]] == NAMES
    assert all(
        set(promise) == {"name", "ok", "checked", "first_offender", "erased"}
        for promise in answer["promises"]
    )
    assert (answer["ok"], answer["exit"]) == (True, 0)


def test_check_ends_with_one_where_a_promise_is_broken(typed: Typing) -> None:
    open_accounts([chart.wallet(DURAND)])
    post(act("a"), EntryKind.ALLOCATION, recipes.allocation(DURAND, 5_00))
    without_guards("UPDATE ledger_account SET balance_cents = 1 WHERE balance_cents IS NOT NULL")
    result = typed("check")
    assert result.exit_code == 1
    assert "✗ floors" in result.stdout
    assert "solde gardé 1 centimes, somme des lignes 500" in result.stdout


def test_rules_in_force_on_a_day(answered: Asking, typed: Typing) -> None:
    founded_rules()
    answer = answered("rules", "show", "--on", "2026-03-01")
    assert answer["on"] == "2026-03-01"
    kinds = [rule["kind"] for rule in answer["rules"]]
    assert kinds == list(RuleKind)
    assert set(answer["rules"][0]) == {
        "kind", "version_id", "in_force_from", "source", "sentence", "parameters",
    }  # fmt: skip
    told = typed("rules", "show", "--on", "2026-03-01").stdout
    assert "Allocation — depuis le 1er février 2023" in told
    assert "100\u00a0MonA" in told


def test_before_the_first_rule_it_says_so(answered: Asking) -> None:
    answer = answered("rules", "show", "--on", "2020-01-01")
    assert (answer["refused"]["code"], answer["exit"]) == ("NO_RULE_YET", 1)


def test_the_history_of_a_rule(answered: Asking, typed: Typing) -> None:
    assert typed("rules", "history", "wallet").stdout.startswith("Aucune version")
    founded_rules()
    answer = answered("rules", "history", "wallet")
    assert answer["kind"] == "wallet"
    assert [version["in_force_from"] for version in answer["versions"]] == ["2023-02-01"]


def test_a_caisse_is_founded_from_a_file_once(answered: Asking, typed: Typing) -> None:
    assert len(answered("rules", "found", str(FOUNDING))["version_ids"]) == len(RuleKind)
    again = typed("rules", "found", str(FOUNDING))
    assert again.exit_code == 1
    assert "déjà été pris" in again.stderr
    shown = answered("rules", "show", "--on", "2026-01-15")["rules"]
    assert {rule["kind"]: rule["parameters"] for rule in shown}["wallet"] == {
        "carry_over_months": 2,
        "transfers_allowed": False,
    }


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("nothing", "FILE_UNREADABLE"),
        ("", "FILE_UNREADABLE"),
        ('[[rule]]\nkind = "weather"\nfrom = "2026-01"', "FILE_UNREADABLE"),
        ('[[rule]]\nkind = "wallet"\nfrom = "2026-01"', "FILE_UNREADABLE"),
        ('[[rule]]\nkind = "wallet"\nfrom = "soon"', "MONTH_UNREADABLE"),
        ('[[rule]]\nkind = "wallet"\nfrom = "2026-01"\nparameters = {}', "MISSING_PARAMETER"),
        (
            (
                '[[rule]]\nkind = "wallet"\nfrom = "2026-01"\n'
                "parameters = {carry_over_months = 99, transfers_allowed = false}"
            ),
            "OUT_OF_BOUNDS",
        ),
        (
            (
                '[[rule]]\nkind = "wallet"\nfrom = "2026-01"\n'
                "parameters = {carry_over_months = 2, transfers_allowed = false}"
            ),
            "KIND_MISSING",
        ),
    ],
)
def test_a_founding_file_that_is_wrong(
    answered: Asking, tmp_path: Path, text: str, code: str
) -> None:
    file = tmp_path / "founding.toml"
    file.write_text(text, encoding="utf-8")
    answer = answered("rules", "found", str(file))
    assert (answer["refused"]["code"], answer["exit"]) == (code, 1)


def test_the_month_is_opened_and_told(answered: Asking, typed: Typing) -> None:
    a_caisse()
    household_id = a_household(adults=2)
    with clock.moved(ON_MARCH_2):
        before = answered("month", "status", "--month", "2026-03")
        assert [step["name"] for step in before["steps"]][3] == "allocation"
        assert before["steps"][3]["state"] == "to_you"
        opened = answered("month", "open", "--month", "2026-03")
        assert (opened["households"], opened["total_cents"]) == (1, 160_00)
        assert (opened["replayed"], opened["exit"]) == (False, 0)
        assert answered("month", "open", "--month", "2026-03")["replayed"]
        assert "déjà fait" in typed("month", "open").stdout
        assert "✓ Ouvrir l’allocation" in typed("month", "status").stdout
    assert wallet_balance(household_id) == 160_00


def test_a_month_that_cannot_be_closed_says_why(answered: Asking) -> None:
    a_caisse()
    with clock.moved(ON_MARCH_2):
        answer = answered("month", "close", "--month", str(MARCH))
        assert (answer["refused"]["code"], answer["exit"]) == ("MONTH_NOT_OVER", 1)


def test_who_acts_is_somebody_known(answered: Asking) -> None:
    a_caisse()
    with clock.moved(ON_MARCH_2):
        answer = answered("month", "open", "--by", "nobody@example.org")
        assert answer["refused"]["code"] == "ACCOUNT_UNKNOWN"
        user = a_person_with(Role.OFFICE, "office@example.org")
        assert answered("month", "open", "--by", "OFFICE@example.org")["exit"] == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT opened_by FROM month_opened")
        assert cursor.fetchone() == (f"user-{user.pk}",)


def test_a_tick_sends_what_waits(answered: Asking, typed: Typing) -> None:
    letter = {"kind": "test", "subject": "Bonjour", "body": "…"}
    enqueue(Act(SYSTEM, clock.now()), to="a@example.org", **letter)
    answer = answered("tick")
    assert {"name": "notices.deliver", "done": 1, "fault": ""} in answer["jobs"]
    assert len(mail.outbox) == 1
    assert "Messages envoyés : 0" in typed("tick").stdout


MEMBERS = "foyer;prenom;nom;annee de naissance\n1;Awa;Diop;1980\n1;Léo;Diop;2015\n2;Max;Roux;1970\n"


def test_members_are_shown_then_imported_then_taken_away(
    answered: Asking, typed: Typing, tmp_path: Path
) -> None:
    file = tmp_path / "members.csv"
    file.write_text(MEMBERS, encoding="utf-8")
    shown = answered("import", "members", str(file))
    assert (shown["committed"], shown["households"], shown["persons"]) == (False, 2, 3)
    assert Household.objects.count() == 0
    assert "--commit" in typed("import", "members", str(file)).stdout
    done = answered("import", "members", str(file), "--commit")
    assert (done["committed"], done["exit"]) == (True, 0)
    assert Household.objects.count() == 2
    again = answered("import", "members", str(file), "--commit")
    assert (again["refused"]["code"], again["exit"]) == ("ALREADY_IMPORTED", 1)
    away = tmp_path / "away.csv"
    assert answered("export", "members", str(away))["bytes"] == away.stat().st_size
    assert away.stat().st_mode & 0o077 == 0
    assert "Diop" in away.read_text(encoding="utf-8")


def test_a_members_file_with_a_mistake_writes_nothing(
    answered: Asking, typed: Typing, tmp_path: Path
) -> None:
    file = tmp_path / "members.csv"
    file.write_text(MEMBERS + "3;Zoé;Petit;demain\n", encoding="utf-8")
    answer = answered("import", "members", str(file), "--commit")
    assert (answer["committed"], answer["exit"]) == (False, 1)
    assert [error["line"] for error in answer["errors"]] == [5]
    assert "Ligne 5" in typed("import", "members", str(file)).stdout
    assert Household.objects.count() == 0


def test_opening_balances_are_reported_then_signed(
    answered: Asking, typed: Typing, tmp_path: Path
) -> None:
    slug = a_bank_account()
    a_person_with(Role.TREASURER, "tresor@example.org")
    file = tmp_path / "openings.csv"
    file.write_text(f"compte;numéro;montant\nbanque;{slug};1 250,00\n", encoding="utf-8")
    words = ["import", "openings", str(file), "--on", "2026-03-01"]
    totals = ["--totals", "1250", "0", "0"]
    report = answered(*words, "--totals", "1 300,00", "0", "0")
    assert report["totals"][0]["difference_cents"] == -50_00
    assert (report["committed"], report["opened"]) == (False, 0)
    assert typed(*words, *totals, "--commit").exit_code == 2
    signed = answered(*words, *totals, "--commit", "--by", "tresor@example.org")
    assert (signed["opened"], signed["exit"]) == (1, 0)
    file.write_text("compte;numéro;montant\nbanque;autre;1\n", encoding="utf-8")
    wrong = typed(*words, *totals)
    assert (wrong.exit_code, "Ligne 2" in wrong.stdout) == (1, True)


def test_an_unreadable_total_is_a_misuse(typed: Typing, tmp_path: Path) -> None:
    file = tmp_path / "openings.csv"
    file.write_text("compte;numéro;montant\n", encoding="utf-8")
    assert typed("import", "openings", str(file), "--totals", "a", "0", "0").exit_code == 2


def test_a_book_without_its_guards_does_not_open(
    typed: Typing, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []
    monkeypatch.setattr("ecot.cli.serve.run_server", lambda **given: opened.append(given))
    assert typed("serve").exit_code == 0
    assert opened == [{"host": "127.0.0.1", "workers": 2}]
    credit(DURAND, 1_00, "a1")
    with connection.cursor() as cursor:
        on = " ON ledger_transfer" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER transfer_fits{on}")
    refused = typed("serve")
    assert refused.exit_code == 1
    assert "transfer_fits" in refused.stderr
    assert "ecot migrate" in refused.stderr
    assert len(opened) == 1


def roles_of(email: str) -> list[Role]:
    """The roles that an address holds now."""
    return [one.role for found in accounts(search=email) for one in found.standings]


def test_the_first_administrator_is_appointed_from_the_terminal(
    answered: Asking, typed: Typing
) -> None:
    answer = answered("appoint", "Alba@Example.org", "--name", "Alba Serre")
    assert answer == {"email": "alba@example.org", "role": "administrator", "exit": 0}
    assert typed("appoint", "alba@example.org").exit_code == 0
    assert roles_of("alba@example.org") == [Role.ADMINISTRATOR]
    assert answered("appoint", "alba@example.org", "--role", "auditor")["role"] == "auditor"
    assert roles_of("alba@example.org") == [Role.ADMINISTRATOR, Role.AUDITOR]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("not-an-address",), "ADDRESS_NOT_READABLE"),
        (("a@example.org", "--role", "household"), "ROLE_NEEDS_SOMEONE"),
        (("a@example.org", "--role", "anonymous"), "ROLE_UNKNOWN"),
    ],
)
def test_an_appointment_that_cannot_be(answered: Asking, words: tuple[str, ...], code: str) -> None:
    answer = answered("appoint", *words)
    assert (answer["refused"]["code"], answer["exit"]) == (code, 1)
    assert roles_of("a@example.org") == []


def test_a_backup_is_made_and_proved_from_the_terminal(
    answered: Asking, typed: Typing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_caisse()
    here = replace(settings.ENVIRONMENT, home=tmp_path, postgres_bin=programs())
    monkeypatch.setattr(settings, "ENVIRONMENT", here)
    file = str(tmp_path / "b.zip")
    made = answered("backup", file)
    assert (made["exit"], made["file"], made["entries"]) == (0, file, 1)
    assert answered("backup", file)["refused"]["code"] == "FILE_THERE"
    proof = answered("restore", file, "--prove")
    assert (proof["exit"], proof["proved"]) == (1, False)
    assert [fault["code"] for fault in proof["faults"]] == ["TOO_OLD"]
    assert [promise["name"] for promise in proof["check"]["promises"]] == NAMES
    told = typed("restore", file, "--prove", "--hours", "99999999")
    assert told.exit_code == 0
    assert "tient ses promesses" in told.stdout
    assert typed("restore", file).exit_code == 2
