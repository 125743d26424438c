"""The product's own settings, in a home made for this run: tests never see or touch `var/`."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

HOME = Path(tempfile.mkdtemp(prefix="ecot-tests-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ["ECOT_HOME"] = str(HOME)
(HOME / "static").mkdir()

from ecot.config.settings import *  # noqa: E402, F403  after the home; the same settings, all of them
