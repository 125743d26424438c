"""When the book's storage fails: how it is known from our own mistakes, and what one is told.

A disk that is full, read-only or gone, a database that is locked, restarting or away: all pass by
themselves or by the operator's hands, none by changing the request. Called by the faces.
"""

from __future__ import annotations

import errno
from typing import Final

from django.db import InterfaceError, InternalError, OperationalError

from ecot.values.refusal import Reason

RETRY_AFTER_SECONDS: Final = 5
BOOK_UNAVAILABLE: Final = Reason(
    "BOOK_UNAVAILABLE",
    "Le livre de la caisse ne peut pas être lu ou écrit en ce moment. Attendez quelques secondes, puis"
    " renvoyez la même demande : si elle était déjà passée, elle ne comptera pas deux fois.",
)
_OF_THE_DISK: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EFBIG})


def is_storage_fault(error: BaseException | None) -> bool:
    """Whether an exception tells of the storage: full, read-only, locked, broken or away.

    `InternalError` is how PostgreSQL refuses to write where it is read-only.
    """
    if isinstance(error, OSError):
        return error.errno in _OF_THE_DISK
    return isinstance(error, OperationalError | InterfaceError | InternalError)
