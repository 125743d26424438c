"""What every test may ask for; each plugin presents its own fixtures."""

from __future__ import annotations

import os

from hypothesis import Phase, settings
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants

pytest_plugins = ["tests.databases.fixtures", "tests.browser.fixtures", "tests.house.budget"]

# The same cases each time and no stopwatch: a test fails for a reason, never for a slow machine.
# Hypothesis also draws constants that it reads in the modules of the house loaded so far: the cases of a
# test would change with the tests before it, and a seed found in the whole suite would not replay alone.
providers._get_local_constants = Constants
settings.register_profile("always", derandomize=True, deadline=None, max_examples=50, database=None)
settings.register_profile(
    "drill", derandomize=True, deadline=None, max_examples=2000, database=None
)
settings.register_profile(
    "mutants", settings.get_profile("always"), phases=(Phase.explicit, Phase.generate)
)
"""`make mutants` asks whether a fault is noticed, not which is its smallest example."""
settings.load_profile(
    os.environ.get("CASES", "drill" if os.environ.get("DRILL") == "1" else "always")
)
