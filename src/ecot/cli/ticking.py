"""What falls due, every minute, in a process beside the server's own; it ends with its parent.

A process and not a thread: workers are forked from the server, and a fork taken while a thread
imports or holds a lock gives a worker that never answers.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from ecot.cli.house import enter
from ecot.values import clock

EVERY_SECONDS = 60.0
STOP_SECONDS = 10.0
LOG = logging.getLogger("ecot")


@contextmanager
def ticking() -> Iterator[None]:
    """Do what is due as long as the block lasts."""
    beside = subprocess.Popen([sys.executable, "-m", "ecot.cli.ticking"])
    try:
        yield
    finally:
        beside.terminate()
        beside.wait(STOP_SECONDS)


def main() -> None:
    """Tick every minute until the parent is gone."""
    parent = os.getppid()
    enter()
    from django.db import connections

    from ecot.oversight.due_jobs import tick

    while os.getppid() == parent:
        for job in tick(clock.now()):
            if job.fault:
                LOG.error("%s: %s", job.name, job.fault)
        connections.close_all()
        time.sleep(EVERY_SECONDS)


if __name__ == "__main__":
    main()
