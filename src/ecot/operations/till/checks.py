"""What this room can prove: each sale is what the rules in force that day accept. Reads only.

The decision is taken again by the rule itself, from the versions named and the evidence kept; the
balance is proved by the book's floors.
"""

from __future__ import annotations

from typing import Final

from ecot.ledger.gists import Gist, gists
from ecot.ledger.kinds import EntryKind
from ecot.ledger.spending import first_beyond, most_spent_in_a_day
from ecot.operations.till.receipts import amounts_of
from ecot.rulebook.checks import Calendar, written
from ecot.rules.accreditation import AccreditationRule, rates
from ecot.rules.kinds import RuleKind
from ecot.rules.payment import Accepted, Means, PaymentRule, decide_payment
from ecot.values.finding import Finding

_FACTS: Final = ("amounts", "euros_cents", "means", "code")


def sales_as_voted() -> Finding:
    """Each sale is accepted again, for the same cents, by the versions that it names."""
    payment, accreditation = Calendar(RuleKind.PAYMENT), Calendar(RuleKind.ACCREDITATION)
    checked = 0
    for gist in gists(EntryKind.TILL_PAYMENT, _FACTS):
        checked += gist.count
        if (fault := _fault(gist, payment, accreditation)) != "":
            return Finding(checked, f"vente {gist.first_entry_id} : {fault}")
    return Finding(checked)


def _fault(gist: Gist, payments: Calendar, accreditations: Calendar) -> str:
    payment = _applied(gist, payments, RuleKind.PAYMENT)
    accreditation = _applied(gist, accreditations, RuleKind.ACCREDITATION)
    if not isinstance(payment, PaymentRule) or not isinstance(accreditation, AccreditationRule):
        return "elle n’applique pas les règles en vigueur ce jour-là"
    if gist.facts.keys() < set(_FACTS):
        return "sa preuve est incomplète"
    amounts = amounts_of(gist.facts)
    if any(rate not in {0, *rates(accreditation)} for rate, _ in amounts):
        return "un taux de prise en charge n’est pas dans la règle"
    decided = decide_payment(
        payment,
        amounts_by_rate=amounts,
        balance_cents=gist.total_cents,
        spent_today_cents=0,
        code_given=bool(gist.facts["code"]),
        means=Means(str(gist.facts["means"])),
    )
    if not isinstance(decided, Accepted):
        return f"la règle la refuse ({decided.code})"
    if decided != Accepted(gist.total_cents, _cents(gist)):
        return f"{gist.total_cents} centimes, la règle donne {decided.mona_cents}"
    return ""


def _cents(gist: Gist) -> int:
    found = gist.facts["euros_cents"]
    assert isinstance(found, int)
    return found


def _applied(gist: Gist, calendar: Calendar, kind: RuleKind) -> object:
    """The parameters that a sale applied, if they were in force on its days."""
    version = calendar.on(gist.first_on)
    version_id = gist.rules.get(kind.value, 0)
    if version is None or not calendar.applied(version_id, gist.first_on, gist.last_on):
        return None
    return version.parameters


def days_under_ceiling() -> Finding:
    """No wallet spent more in a day, refunds taken off, than the rule of each sale allows."""
    checked, known = 0, written()
    for most in most_spent_in_a_day():
        checked += most.payments
        version_id = most.rules.get(RuleKind.PAYMENT.value, 0)
        version = known.get(version_id)
        if version is None or not isinstance(version.parameters, PaymentRule):
            return Finding(checked, f"la règle de paiement {version_id} n’existe pas")
        ceiling_cents = version.parameters.ceiling_per_day_cents
        if most.most_cents > ceiling_cents:
            first = first_beyond(most.rules, ceiling_cents)
            return Finding(
                checked,
                f"vente {first} : le foyer dépasse {ceiling_cents} centimes dans la journée",
            )
    return Finding(checked)
