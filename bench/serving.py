"""`ecot serve` with one address more, in a process of its own: `python -m bench.serving WORKERS`.

Same server, same middlewares, same connections for both addresses. What falls due is left out. The
workers are forked from this process, and so know the address.
"""

from __future__ import annotations

import sys
from contextlib import nullcontext


def main(workers: str) -> None:
    """Serve until stopped."""
    from ecot.cli import ticking
    from ecot.cli.house import enter
    from ecot.cli.main import app

    enter()
    from django.conf import settings

    from ecot.web.permissions import DEVICE, PERMISSIONS

    settings.ROOT_URLCONF = "bench.one_row"
    PERMISSIONS["one-row"] = DEVICE
    vars(ticking)["ticking"] = nullcontext
    sys.argv[1:] = ["serve", "--workers", workers]
    app(prog_name="ecot")


if __name__ == "__main__":
    main(sys.argv[1])
