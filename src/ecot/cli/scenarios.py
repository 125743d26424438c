"""What the commands of the model share: a scenario read with its changes, runs that may be stopped."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Final, NoReturn

import typer

from ecot.cli.answering import REFUSED, on_terminal, show_json, stop
from ecot.values.refusal import Reason, Refused

if TYPE_CHECKING:
    from ecot.simulation.files.faults import Fault
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
    """The scenario of a file or of the shelf; its faults end the command, all at once.

    On a terminal, what may have been meant in per cent is asked first.
    """
    from ecot.simulation.files.faults import ScenarioError
    from ecot.simulation.files.reading import read_scenario

    settled = list(changes or ())
    while True:
        try:
            return read_scenario(name, changed=settled)
        except ScenarioError as wrong:
            if as_json or not somebody_answers():
                say_faults(wrong, as_json=as_json)
            answers = [_asked(fault) for fault in wrong.faults]
            if None in answers:
                say_faults(wrong, as_json=as_json)
            settled += [answer for answer in answers if answer is not None]


def somebody_answers() -> bool:
    """Whether a question would be read: a terminal on both sides."""
    return sys.stdin.isatty() and on_terminal()


def _asked(fault: Fault) -> str | None:
    """The change that settles a rate in doubt; nothing where the fault is another."""
    from ecot.simulation.files.faults import PER_CENT_OR_BASIS_POINTS

    if fault.refused.reason is not PER_CENT_OR_BASIS_POINTS or re.search(r"\bscale\b", fault.key):
        return None
    small, large = str(fault.refused.facts["as_written"]), str(fault.refused.facts["as_percent"])
    typer.secho(fault.sentence, fg="yellow", err=True)
    meant = typer.confirm(f"{fault.key} : est-ce {large} ?", default=True, err=True)
    return f'{fault.key}="{large if meant else small}"'


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
