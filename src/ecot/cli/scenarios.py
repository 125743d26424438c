"""What the commands of the model share: a scenario read with its changes, runs that may be stopped."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Final, NoReturn

import typer

from ecot.cli.answering import REFUSED, show_json, stop
from ecot.values.refusal import Reason, Refused

if TYPE_CHECKING:
    from ecot.simulation.outcome import Outcome
    from ecot.simulation.scenario.scenario import Scenario

SCENARIO_WRONG: Final = Reason("SCENARIO_WRONG", "{faults}")
RUN_STOPPED: Final = Reason(
    "RUN_STOPPED", "Arrêté avant la fin : rien n'est conclu d'une partie. Relancez la commande."
)

ScenarioName = Annotated[
    str, typer.Argument(metavar="SCENARIO", help="Un fichier TOML, ou un scénario livré.")
]
Changes = Annotated[
    list[str] | None, typer.Option("--set", help="Changer un chiffre : clé=valeur (répétable).")
]
Workers = Annotated[int, typer.Option("--workers", min=1, max=64, help="Processus de calcul.")]


def read(name: str, changes: list[str] | None, *, as_json: bool) -> Scenario:
    """The scenario of a file or of the shelf; its faults end the command, all at once."""
    from ecot.simulation.files.faults import ScenarioError
    from ecot.simulation.files.reading import read_scenario

    try:
        return read_scenario(name, changed=changes or ())
    except ScenarioError as wrong:
        say_faults(wrong, as_json=as_json)


def say_faults(wrong: Exception, *, as_json: bool) -> NoReturn:
    """Say every fault of a scenario; exit code 1."""
    from ecot.simulation.files.faults import ScenarioError

    if as_json and isinstance(wrong, ScenarioError):
        faults = [
            {
                "file": each.file,
                "line": each.line,
                "key": each.key,
                "code": each.refused.code,
                "sentence": each.refused.sentence,
            }
            for each in wrong.faults
        ]
        show_json(
            {"refused": {"code": SCENARIO_WRONG.code, "sentence": str(wrong)}, "faults": faults}
        )
        raise typer.Exit(REFUSED)
    stop(Refused(SCENARIO_WRONG, {"faults": str(wrong)}), as_json=as_json)


def runner(draws: int, workers: int) -> Callable[[Scenario], Outcome]:
    """How each point is run: so many draws, so many processes, the luck of the scenario."""
    from ecot.simulation.running.run import run

    def play(scenario: Scenario) -> Outcome:
        return run(scenario, draws=draws, workers=workers)

    return play
