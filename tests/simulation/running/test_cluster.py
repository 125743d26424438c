"""The same pieces on a real Dask cluster, a worker killed in the middle: the same integers."""

import builtins
import signal

import pytest

from ecot.simulation.running import RunError, run
from tests.simulation.running.clusters import cluster, free_port
from tests.simulation.running.futures import future


@pytest.mark.filterwarnings("default")
def test_a_worker_killed_in_the_middle_changes_nothing(monkeypatch, tmp_path):
    monkeypatch.setattr("ecot.simulation.running.pieces._PIECE_HOUSEHOLD_MONTHS", 61 * 8 * 2)
    scenario = future(draws=40)
    whole = run(scenario)
    killed: list[object] = []
    told: list[float] = []
    with cluster(workers=3, folder=tmp_path) as (address, processes):

        def kill_one(done, of):
            told.append(done / of)
            if not killed:
                killed.append(processes[0])
                processes[0].send_signal(signal.SIGKILL)

        found = run(scenario, cluster=address, told=kill_one)
        assert processes[0].wait() == -signal.SIGKILL
    assert len(told) == 20
    assert told[0] < 0.1
    assert told[-1] == 1
    assert found.complete
    assert found.flows.tolist() == whole.flows.tolist()
    assert found.receipts.tolist() == whole.receipts.tolist()
    assert found.signed.tolist() == whole.signed.tolist()


@pytest.mark.filterwarnings("default")
def test_no_scheduler_is_said_with_what_to_do(monkeypatch):
    monkeypatch.setattr("ecot.simulation.running.cluster._ANSWER_SECONDS", 1)
    with pytest.raises(RunError, match=r"Aucun ordonnanceur Dask ne répond .* dask scheduler"):
        run(future(), cluster=f"tcp://127.0.0.1:{free_port()}")


def test_without_the_extra_the_command_to_install_it_is_said(monkeypatch):
    real = builtins.__import__

    def without(name, *rest):
        if name == "distributed":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(RunError, match=r"pip install 'ecot\[study\]'"):
        run(future(), cluster="tcp://127.0.0.1:1")
