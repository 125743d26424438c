"""A real Dask cluster of processes of our own on this machine, for one test; each is ended by its number."""

import socket
import subprocess
import sys
import time
from contextlib import contextmanager

import distributed

WAIT_SECONDS = 60


def free_port():
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


def started(module, *words):
    return subprocess.Popen(
        [sys.executable, "-m", module, *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@contextmanager
def cluster(*, workers, folder):
    """The address of a scheduler and its worker processes, once all of them have come."""
    address = f"tcp://127.0.0.1:{free_port()}"
    quiet = ("--no-dashboard",)
    port = address.rpartition(":")[2]
    processes = [
        started("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", port, *quiet)
    ]
    processes += [
        started(
            "distributed.cli.dask_worker",
            address,
            *("--no-nanny", "--nthreads", "1", "--memory-limit", "0", *quiet),
            *("--local-directory", str(folder / str(number)), "--death-timeout", "60"),
        )
        for number in range(workers)
    ]
    try:
        with distributed.Client(address, timeout=WAIT_SECONDS) as client:
            client.wait_for_workers(workers, timeout=WAIT_SECONDS)
        yield address, processes[1:]
    finally:
        for process in reversed(processes):
            process.kill()
            process.wait()


def wait_until(holds, seconds=WAIT_SECONDS):
    for _ in range(seconds * 20):
        if holds():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come in time")
