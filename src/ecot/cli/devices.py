"""`ecot devices`: the tokens with which cash registers pay through the interface."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final
from uuid import UUID

import typer

from ecot.cli.answering import AsJson, show_json, stop
from ecot.cli.house import act_of, open_book
from ecot.values import references
from ecot.values.refusal import Reason, Refused

if TYPE_CHECKING:
    from ecot.access.devices import DeviceView
    from ecot.operations.shops.queries import PointOfSaleRow

app = typer.Typer(no_args_is_help=True, help="Les jetons des caisses enregistreuses.")
By = Annotated[str, typer.Option("--by", help="Le courriel de la personne qui agit.")]

POINT_UNKNOWN: Final = Reason(
    "POINT_UNKNOWN",
    "Aucun point de vente n’a l’identifiant {point}. `ecot devices list` les montre tous.",
)


@app.command("list", help="Les points de vente, et leurs caisses enregistreuses.")
def listing(*, as_json: AsJson = False) -> None:
    """Show every point of sale with the devices that may pay there now."""
    open_book(as_json=as_json)
    from ecot.access.devices import devices
    from ecot.operations.shops.queries import points_of_sale

    held = devices()
    rows = [
        (point, [one for one in held if one.acts_for == _reference(point)])
        for point in points_of_sale()
    ]
    if as_json:
        show_json({"points_of_sale": [_as_answer(point, here) for point, here in rows]})
        return
    for point, here in rows:
        typer.echo(f"{point.point_of_sale_id}  {point.name}")
        for one in here:
            typer.echo(f"    {one.device_id}  {one.label}")


def _reference(point: PointOfSaleRow) -> str:
    return references.point_of_sale(point.point_of_sale_id)


def _as_answer(point: PointOfSaleRow, here: list[DeviceView]) -> dict[str, object]:
    return {
        "point_of_sale": str(point.point_of_sale_id),
        "name": point.name,
        "devices": [
            {"device": one.device_id, "label": one.label, "since_at": one.since_at} for one in here
        ],
    }


@app.command(help="Donner un jeton à une caisse enregistreuse ; il n’est montré qu’une fois.")
def give(
    point: Annotated[UUID, typer.Argument(help="L’identifiant du point de vente.")],
    *,
    label: Annotated[str, typer.Option("--label", help="Le nom de la caisse enregistreuse.")],
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """Give a device a token for one point of sale, shown this once."""
    open_book(as_json=as_json)
    from ecot.access.devices import give_device
    from ecot.operations.shops.queries import points_of_sale

    if point not in {row.point_of_sale_id for row in points_of_sale()}:
        stop(Refused(POINT_UNKNOWN, {"point": point}), as_json=as_json)
    act = act_of(by, as_json=as_json)
    given = give_device(act, acts_for=references.point_of_sale(point), label=label)
    if isinstance(given, Refused):
        stop(given, as_json=as_json)
    if as_json:
        show_json({"device": given.device_id, "token": given.token})
        return
    typer.echo(f"Caisse enregistreuse {given.device_id}. Son jeton, à recopier maintenant :")
    typer.echo(given.token)


@app.command(help="Retirer son jeton à une caisse enregistreuse.")
def end(
    device: Annotated[int, typer.Argument(help="Le numéro de la caisse enregistreuse.")],
    *,
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """Take a device's token back: it pays no more, from this moment on."""
    open_book(as_json=as_json)
    from ecot.access.devices import end_device

    ended = end_device(act_of(by, as_json=as_json), device_id=device)
    if isinstance(ended, Refused):
        stop(ended, as_json=as_json)
    if as_json:
        show_json({"device": ended.device_id, "label": ended.label})
        return
    typer.echo(f"« {ended.label} » ne peut plus payer.")
