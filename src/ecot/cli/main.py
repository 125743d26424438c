"""The list of the commands. Nothing is loaded here but their names, so that `ecot --help` is quick."""

from __future__ import annotations

import typer

from ecot.cli import devices, exporting, importing, month, rules
from ecot.cli.appoint import appoint
from ecot.cli.backup import backup, restore
from ecot.cli.calibrate import calibrate
from ecot.cli.check import check
from ecot.cli.compare import compare
from ecot.cli.demo import demo
from ecot.cli.erase import erase
from ecot.cli.migrate import migrate
from ecot.cli.reproduce import reproduce
from ecot.cli.scale import scale
from ecot.cli.sensitivity import sensitivity
from ecot.cli.serve import serve
from ecot.cli.simulate import simulate
from ecot.cli.solve import solve
from ecot.cli.tick import tick
from ecot.cli.verify import verify

app = typer.Typer(
    name="ecot",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Écot : faire vivre, gouverner et financer une caisse alimentaire commune.",
)
app.command(help="Jouer trois ans d’une caisse, puis l’ouvrir.")(demo)
app.command(help="Ouvrir la maison : les pages, et ce qui tombe à échéance.")(serve)
app.command(help="Faire ce qui est à échéance (appelé par une horloge).")(tick)
app.command(help="Vérifier les huit promesses depuis la première ligne du livre.")(check)
app.command(help="Vérifier une tête, une preuve ou un reçu, par des fichiers seuls.")(verify)
app.command(help="Mettre la base à jour et les gardes du livre en place.")(migrate)
app.command(help="Donner un rôle à une personne : l’administrateur d’une caisse neuve.")(appoint)
app.command(help="Effacer les personnes d’un foyer parti ; le livre reste.")(erase)
app.command(help="Copier tout le livre dans un fichier, caisses ouvertes.")(backup)
app.command(help="Restaurer une sauvegarde, ou prouver qu’elle se restaure.")(restore)
app.command(help="Jouer un scénario : ce qu’il promet, à qui, avec quel risque.")(simulate)
app.command(help="Jouer plusieurs scénarios côte à côte, avec le même hasard.")(compare)
app.command(help="Recalculer tout chiffre publié : attendu et trouvé, avec les sources.")(reproduce)
app.command(help="Chercher la valeur d’un levier qui atteint un objectif.")(solve)
app.command(help="Dire de quoi dépend le résultat, en euros par an.")(sensitivity)
app.command(help="Apprendre du livre, prévoir, comparer aux faits.")(calibrate)
app.command(help="Éprouver un barème : des revenus donnés, ou les foyers d’un territoire.")(scale)
app.add_typer(month.app, name="month")
app.add_typer(rules.app, name="rules")
app.add_typer(importing.app, name="import")
app.add_typer(exporting.app, name="export")
app.add_typer(devices.app, name="devices")


def main() -> None:
    """The entry point of `ecot`."""
    app(prog_name="ecot")
