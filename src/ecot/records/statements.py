"""One statement said to the database, on a cursor that its connection keeps open.

Opening a cursor through Django costs a payment as much as the statement itself, seven times over
(docs/operator/performance.md). Called by the pens and the questions that a till waits for; all else
opens a cursor of its own. Everything found is read at once: nothing stays half read.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, cast

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

Row = tuple[Any, ...]
_KEPT: Final = "ecot_kept_cursor"
"""On each of Django's connections, and gone with it: the driver's connection then open, a cursor on it."""


def said(sql: str, values: Sequence[object] = ()) -> list[Row]:
    """Every row that a statement returns; none where it returns nothing. Raises as a cursor does."""
    cursor = _cursor(connections[DEFAULT_DB_ALIAS])
    cursor.execute(sql, cast("Any", values))
    return [] if cursor.description is None else cursor.fetchall()


def _cursor(ours: BaseDatabaseWrapper) -> CursorWrapper:
    """The cursor kept for the driver's present connection; a new one where the statements are listed."""
    if ours.queries_logged:
        return ours.cursor()
    kept: tuple[object, CursorWrapper] | None = vars(ours).get(_KEPT)
    if kept is None or kept[0] is not ours.connection:
        cursor = ours.cursor()
        kept = (ours.connection, cursor)
        vars(ours)[_KEPT] = kept
    return kept[1]
