"""Makes the book of a measure, in a process of its own: `python -m bench.building new|more FILE WALLETS SALES`."""

from __future__ import annotations

import sys
from pathlib import Path

from bench import twins, worlds

if __name__ == "__main__":
    what, file, wallets, sales = sys.argv[1:]
    if what == "new":
        worlds.build(Path(file), int(wallets))
        twins.make_twins()
    else:
        worlds.entered()
        worlds.earlier(*worlds.known(Path(file)), int(sales))
    twins.look_at_statistics()
