"""`ecot erase`: the people of a household that has left, erased when they ask; the book stays."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import typer

from ecot.cli.answering import AsJson, show_json, stop
from ecot.cli.house import act_of, open_book
from ecot.values import references
from ecot.values.refusal import Refused


def erase(
    household: Annotated[
        str, typer.Argument(help="Son numéro, ou sa référence (household-…) de la liste gardée.")
    ],
    *,
    by: Annotated[str, typer.Option("--by", help="Le courriel de la personne qui agit.")],
    yes: Annotated[bool, typer.Option("--yes", help="Sans redemander : rien ne revient.")] = False,
    as_json: AsJson = False,
) -> None:
    """Erase the people of a household that has left; asked again by its reference, it answers the same."""
    open_book(as_json=as_json)
    from ecot.oversight.personal_data.actions import erase_household
    from ecot.records.freed import empty_journal

    household_id = _named(household, as_json=as_json)
    act = act_of(by, as_json=as_json)
    if not yes:
        typer.confirm("Les noms ne reviendront pas. Effacer ?", abort=True, err=True)
    erased = erase_household(act, household_id=household_id)
    if isinstance(erased, Refused):
        stop(erased, as_json=as_json)
    empty_journal()
    reference = references.household(household_id)
    if as_json:
        show_json(
            {
                "household": reference,
                "people": erased.people,
                "accounts": erased.accounts,
                "rows": erased.rows,
                "replayed": erased.replayed,
            }
        )
        return
    typer.echo(
        f"Effacé : {erased.people} personnes, {erased.accounts} comptes. {erased.rows} lignes du livre"
        " restent scellées, sans recalcul possible."
    )
    typer.echo(
        f"À garder hors de la base, pour refaire l’effacement après une restauration : {reference}"
    )


def _named(typed: str, *, as_json: bool) -> UUID:
    """Which household a number or a reference names; stops where there is none."""
    from ecot.operations.members.directory import household_of_number
    from ecot.operations.members.refusals import HOUSEHOLD_UNKNOWN
    from ecot.values.numbers import parse_member_number

    kind, _, rest = typed.strip().partition("-")
    try:
        if kind == "household":
            return UUID(hex=rest)
    except ValueError:
        stop(Refused(HOUSEHOLD_UNKNOWN), as_json=as_json)
    number = parse_member_number(typed)
    if isinstance(number, Refused):
        stop(number, as_json=as_json)
    found = household_of_number(number)
    if found is None:
        stop(Refused(HOUSEHOLD_UNKNOWN), as_json=as_json)
    return found
