"""Two people at the same moment: no number skipped, no euro of 471 given twice, no double return."""

from dataclasses import is_dataclass, replace
from datetime import date
from functools import partial
from itertools import count

from ecot.ledger.balances import balance
from ecot.ledger.chart import AccountName, Code, bank
from ecot.operations.contributions.matching import match_receipt
from ecot.operations.contributions.models import Means
from ecot.operations.contributions.receiving import Received, record_receipt
from ecot.operations.contributions.returning import Returned, give_back, undo_receipt
from ecot.operations.grants.actions import Charged, charge_grant
from ecot.operations.treasury.actions import receive_unidentified
from ecot.operations.treasury.cash import count_cash
from ecot.operations.treasury.queries import unidentified
from tests.builders.answers import done, refusal
from tests.builders.contributions import a_receipt
from tests.builders.grants import a_grant
from tests.builders.members import a_household
from tests.builders.treasury import BANK, a_bank_account, a_desk, money_act
from tests.databases.clones import Clone, race

DAY = date(2025, 3, 2)
_keys = count(1)


def at_once(deed, times=4):
    """The deed asked by several people at the same moment, each under a key of their own."""
    acts = [money_act(DAY, key=f"race:{next(_keys)}", rank=rank) for rank in range(times)]
    return race([partial(deed, act) for act in acts])


def test_cash_at_one_desk_takes_each_number_once(cloned_database: Clone) -> None:
    household, desk = a_household(), a_desk()
    answers = at_once(
        lambda act: record_receipt(
            act, household_id=household, account=desk, amount_cents=5_00, received_on=DAY,
            means=Means.CASH,
        )
    )  # fmt: skip
    numbers = sorted(one.cash_number for one in answers if isinstance(one, Received))
    assert numbers == [f"accueil-2025-{number:04d}" for number in (1, 2, 3, 4)], answers


def test_the_same_cash_sent_at_once_is_one_receipt(cloned_database: Clone) -> None:
    household, desk = a_household(), a_desk()
    act = money_act(DAY, key="once", cents=500)
    answers = race(
        [
            lambda: record_receipt(
                act, household_id=household, account=desk, amount_cents=5_00, received_on=DAY,
                means=Means.CASH,
            )
        ] * 4
    )  # fmt: skip
    found = {one.receipt_id for one in answers if isinstance(one, Received)}
    assert len(found) == 1, answers
    assert a_receipt(household, 5_00, DAY, Means.CASH).cash_number == "accueil-2025-0002"


def test_a_receipt_of_471_is_given_once(cloned_database: Clone) -> None:
    household = a_household()
    money = a_bank_account()
    done(receive_unidentified(money_act(DAY), account=money, amount_cents=80_00, received_on=DAY))
    (waiting,) = unidentified()
    answers = at_once(
        lambda act: match_receipt(
            act, unidentified_id=waiting.unidentified_id, household_id=household, amount_cents=50_00
        )
    )
    assert sum(isinstance(one, Received) for one in answers) == 1, answers
    refused = {refusal(one) for one in answers if not isinstance(one, Received)}
    assert refused == {"UNIDENTIFIED_EXCEEDED"}
    assert balance(AccountName(Code.UNIDENTIFIED)) == 30_00


def test_a_household_gets_its_money_back_once(cloned_database: Clone) -> None:
    household = a_household()
    a_receipt(household, 50_00, DAY)
    answers = at_once(
        lambda act: give_back(
            act, household_id=household, account=BANK, amount_cents=50_00, given_on=DAY
        )
    )
    assert sum(isinstance(one, Returned) for one in answers) == 1, answers
    assert balance(bank(BANK)) == 0


def test_an_error_is_undone_once(cloned_database: Clone) -> None:
    came = a_receipt(a_household(), 50_00, DAY)
    answers = at_once(lambda act: undo_receipt(act, receipt_id=came.receipt_id, reason="doublon"))
    assert sum(isinstance(one, Returned) for one in answers) == 1, answers
    refused = {refusal(one) for one in answers if not isinstance(one, Returned)}
    assert refused == {"ALREADY_RETURNED"}
    assert balance(bank(BANK)) == 0


def test_an_envelope_is_used_once(cloned_database: Clone) -> None:
    grant = a_grant(100_00, 100_00)
    answers = at_once(
        lambda act: charge_grant(
            act, grant_id=grant, amount_cents=60_00, charged_on=DAY, purpose="Mars"
        )
    )
    assert sum(isinstance(one, Charged) for one in answers) == 1, answers
    refused = {refusal(one) for one in answers if not isinstance(one, Charged)}
    assert refused == {"ENVELOPE_EXCEEDED"}


def test_the_same_requests_at_once_all_get_the_first_answer(cloned_database: Clone) -> None:
    """What was asked takes the whole: whoever comes second must not be told that nothing is left."""
    household, account, grant = a_household(), a_bank_account(), a_grant(100_00, 100_00)
    desk = a_desk()
    a_receipt(household, 50_00, DAY)
    done(receive_unidentified(money_act(DAY), account=account, amount_cents=80_00, received_on=DAY))
    (waiting,) = unidentified()
    for deed in (
        partial(charge_grant, grant_id=grant, amount_cents=60_00, charged_on=DAY, purpose="Mars"),
        partial(match_receipt, unidentified_id=waiting.unidentified_id, household_id=household),
        partial(
            give_back, household_id=household, account=account, amount_cents=130_00, given_on=DAY
        ),
        partial(count_cash, desk=desk, counted_cents=12_00),
    ):
        act = money_act(DAY)
        answers = race([partial(deed, act)] * 4)
        assert all(answers), answers
        assert len({_first(one) for one in answers}) == 1, answers


def _first(answer: object) -> object:
    """The answer as the first one who asked had it."""
    assert is_dataclass(answer), answer
    assert not isinstance(answer, type)
    return replace(answer, replayed=False)
