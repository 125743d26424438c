"""Another database in the place of ours, for the length of a block: a copy that is being looked at.

Opened with the owner's rights where an owner is set, since the copy is its own. The book's own
connection is put aside, never closed on a transaction, and comes back at the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import load_backend


def owner_settings() -> Mapping[str, Any]:
    """Django's settings of the owner's connection, or of the only one."""
    alias = "owner" if "owner" in connections.databases else DEFAULT_DB_ALIAS
    return dict(connections[alias].settings_dict)


@contextmanager
def opened(name: str) -> Iterator[BaseDatabaseWrapper]:
    """A connection of its own to another database: a file, or a name on the owner's server."""
    settings = {**owner_settings(), "NAME": name}
    other: BaseDatabaseWrapper = load_backend(settings["ENGINE"]).DatabaseWrapper(
        settings, DEFAULT_DB_ALIAS
    )
    try:
        yield other
    finally:
        other.close()


@contextmanager
def standing_in(name: str) -> Iterator[None]:
    """Every question asked inside the block is answered by that database."""
    ours = connections[DEFAULT_DB_ALIAS]
    with opened(name) as other:
        connections[DEFAULT_DB_ALIAS] = other
        try:
            yield
        finally:
            connections[DEFAULT_DB_ALIAS] = ours
