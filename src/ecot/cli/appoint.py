"""`ecot appoint`: the first administrator of a caisse, whom nobody is there yet to appoint."""

from __future__ import annotations

from typing import Annotated

import typer

from ecot.cli.answering import AsJson, show_json, stop
from ecot.cli.house import open_book
from ecot.values import clock
from ecot.values.act import Act
from ecot.values.references import SYSTEM
from ecot.values.refusal import Refused


def appoint(
    email: Annotated[str, typer.Argument(help="L’adresse où la personne reçoit ses codes.")],
    *,
    role: Annotated[str, typer.Option("--role", help="Le rôle.")] = "administrator",
    name: Annotated[str, typer.Option("--name", help="Son nom, si elle est nouvelle.")] = "",
    as_json: AsJson = False,
) -> None:
    """Give a person an account and a role; giving it twice changes nothing."""
    open_book(as_json=as_json)
    from ecot.access import actions
    from ecot.access.roles import WORDS, Role

    if role not in set(Role):
        message = f"« {role} » n’est pas un rôle. Il y a : {', '.join(Role)}."
        raise typer.BadParameter(message)
    act = Act(SYSTEM, clock.now())
    user = actions.open_account(act, email=email, name=name)
    if isinstance(user, Refused):
        stop(user, as_json=as_json)
    given = actions.appoint(act, user_id=user.pk, role=Role(role))
    if isinstance(given, Refused):
        stop(given, as_json=as_json)
    if as_json:
        show_json({"email": user.email, "role": role})
    else:
        typer.echo(f"{user} a le rôle « {WORDS[Role(role)]} », et se connecte avec {user.email}.")
