"""Makes the book of a measure, in a process of its own: `python -m bench.building FILE WALLETS SALES`."""

from __future__ import annotations

import sys
from pathlib import Path

from bench import worlds

if __name__ == "__main__":
    worlds.build(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
    worlds.make_twins()
