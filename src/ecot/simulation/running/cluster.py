"""The same pieces on a Dask cluster: `distributed` schedules, retries and moves them; we only name them.

Optional (`pip install ecot[study]`): docs/decisions/2026-11-27-dask-for-clusters.md. A worker that
dies has its pieces played again elsewhere by the scheduler: same pieces, same integers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ecot.simulation.running.errors import RunError
from ecot.simulation.running.pieces import Piece, Played, Study, play

_ANSWER_SECONDS = 10


def played_on_cluster(study: Study, pieces: Sequence[Piece], *, address: str) -> Iterator[Played]:
    """Each piece as it comes back from the cluster; the scheduler at `address` must answer in 10 s.

    Raises `RunError` where `distributed` is not installed, no scheduler answers, or it gives a piece
    up because too many workers died on it.
    """
    try:
        import distributed  # noqa: PLC0415  an extra, asked for by name
    except ImportError as missing:
        raise RunError(
            "Le calcul sur plusieurs machines demande un complément."
            " Installez-le avec : pip install 'ecot[study]'."
        ) from missing
    try:
        client = distributed.Client(address, timeout=_ANSWER_SECONDS, set_as_default=False)
    except (OSError, ValueError) as silent:
        raise RunError(
            f"Aucun ordonnanceur Dask ne répond à l'adresse « {address} »."
            " Vérifiez l'adresse, ou lancez-en un avec : dask scheduler."
        ) from silent
    with client:
        shared = client.scatter(study, broadcast=True, hash=False)
        asked = [client.submit(play, shared, piece, pure=False) for piece in pieces]
        try:
            for done in distributed.as_completed(asked, loop=client.loop):
                yield done.result()
        except distributed.scheduler.KilledWorker as lost:
            raise RunError(
                "Trop de machines du calcul se sont arrêtées sur le même morceau, souvent faute de"
                " mémoire. Donnez-leur plus de mémoire, ou demandez moins de tirages."
            ) from lost
        finally:
            client.cancel(asked, force=True)
