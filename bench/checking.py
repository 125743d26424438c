"""`ecot check` of one book, so many rounds: `python -m bench.checking MEASURE`; prints its measures as JSON."""

from __future__ import annotations

import json
import sys
import time

from bench.rounds import rounds

if __name__ == "__main__":
    import django

    django.setup()
    from datetime import date

    from ecot.oversight.promises import examine

    taken = []
    for _ in range(rounds()):
        begun = time.perf_counter()
        kept = list(examine(date(2026, 3, 2)))
        taken.append(time.perf_counter() - begun)
    print(json.dumps({sys.argv[1]: taken}))
