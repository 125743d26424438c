"""A folder to work in beside the file that is being made: gone at the end, cleared after a kill.

Everything that is not finished lives in one, so that no half file ever bears a final name.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from ecot.oversight.backups.refusals import FILE_THERE
from ecot.values.refusal import refuse

SUFFIX: Final = ".ecot-unfinished"


@contextmanager
def workspace(beside: Path) -> Iterator[Path]:
    """A new folder that only we may read, on the same disk as what it will become."""
    for left in beside.glob(f".*{SUFFIX}"):
        _clear_if_left(left)
    folder = Path(tempfile.mkdtemp(prefix=".", suffix=SUFFIX, dir=beside))
    held = os.open(folder, os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(held)


def _clear_if_left(folder: Path) -> None:
    """Remove a folder whose process is dead: a living one holds its lock."""
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(folder, ignore_errors=True)
    except BlockingIOError:
        return
    finally:
        os.close(held)


def give_name(made: Path, file: Path) -> None:
    """Give a finished file its final name, on the disk for good. Refuses FILE_THERE."""
    with made.open("rb") as written:
        os.fsync(written.fileno())
    try:
        file.hardlink_to(made)
    except FileExistsError:
        raise refuse(FILE_THERE, file=file) from None
    except OSError:  # a disk without hard links, such as a USB key
        if file.exists():
            raise refuse(FILE_THERE, file=file) from None
        made.rename(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
