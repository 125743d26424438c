"""Run a scenario: cut, play here or elsewhere, put together, check; or stop in the middle with whole draws."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool

from ecot.simulation.files.writing import digest
from ecot.simulation.funding.catalogue import sources_of
from ecot.simulation.outcome import Outcome
from ecot.simulation.running.assembling import assembled
from ecot.simulation.running.cluster import played_on_cluster
from ecot.simulation.running.errors import RunError
from ecot.simulation.running.participants import participants_of
from ecot.simulation.running.pieces import Pace, Piece, Played, Study, pace_of, pieces_of, play
from ecot.simulation.scenario.parts import Behaviour
from ecot.simulation.scenario.scenario import Scenario

Told = Callable[[int, int], None]
"""(household-months played, of how many in all): for a bar of progress."""


def run(
    scenario: Scenario,
    *,
    draws: int | None = None,
    workers: int = 1,
    cluster: str | None = None,
    told: Told | None = None,
    study: Study | None = None,
) -> Outcome:
    """Play every draw of a scenario; the same integers whatever the workers, the pace and the place.

    `draws`: those of the scenario unless said; `workers`: processes of this machine; `cluster`: the
    address of a Dask scheduler, instead of them. Ctrl-C gives back the draws that are whole, with
    `complete` false. Raises `RunError` where workers are lost for good or no scheduler answers.
    `study` (`studied`) carries another pace or the behaviours of uncertain parameters.
    """
    draws = scenario.draws if draws is None else draws
    work = study or studied(scenario)
    pieces = list(pieces_of(work, draws=draws, workers=workers))
    found: list[Played] = []
    complete = True
    try:
        for played in _all_played(work, pieces, workers=workers, cluster=cluster):
            found.append(played)
            if told is not None:
                done = _household_months(work, [each.piece for each in found])
                told(done, _household_months(work, pieces))
    except KeyboardInterrupt:
        complete = False
    whole = assembled(work, pieces, found)
    return Outcome(
        scenario=scenario,
        digest=digest(scenario),
        first_draw=0,
        flows=whole.flows,
        source_ids=tuple(each.id for each in sources_of(scenario)),
        receipts=whole.receipts,
        signed=whole.signed,
        participants=participants_of(scenario),
        complete=complete,
    )


def studied(
    scenario: Scenario, *, pace: Pace | None = None, behaviours: Sequence[Behaviour] = ()
) -> Study:
    """What a run needs besides its draws: the scenario, a pace, one behaviour a draw if they differ."""
    return Study(scenario=scenario, pace=pace or pace_of(scenario), behaviours=tuple(behaviours))


def _all_played(
    study: Study, pieces: Sequence[Piece], *, workers: int, cluster: str | None
) -> Iterator[Played]:
    if cluster is not None:
        return played_on_cluster(study, pieces, address=cluster)
    if workers > 1 and len(pieces) > 1:
        return _in_processes(study, pieces, workers=workers)
    return (play(study, piece) for piece in pieces)


def _in_processes(study: Study, pieces: Sequence[Piece], *, workers: int) -> Iterator[Played]:
    fresh = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(
        min(workers, len(pieces)), mp_context=fresh, initializer=_begin, initargs=(study,)
    )
    try:
        for done in as_completed([pool.submit(_play_here, piece) for piece in pieces]):
            yield done.result()
    except BrokenProcessPool as broken:
        raise RunError(
            "Un des processus de calcul s'est arrêté, souvent faute de mémoire."
            " Demandez moins de processus à la fois, ou moins de tirages."
        ) from broken
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


_studies: list[Study] = []


def _begin(study: Study) -> None:
    """A process keeps the study once; it leaves Ctrl-C to the one that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _studies[:] = [study]


def _play_here(piece: Piece) -> Played:
    return play(_studies[0], piece)


def _household_months(study: Study, pieces: Sequence[Piece]) -> int:
    return sum(each.draws * each.seats for each in pieces) * study.scenario.months
