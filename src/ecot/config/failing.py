"""The last answer, when something broke: the storage (503, ask again) or ourselves (500).

Django calls it inside the `except` of whatever broke, a page or a middleware that keeps a session,
so one function stands for all of them; each face says it in its own form.
"""

from __future__ import annotations

import sys

from django.http import HttpRequest, HttpResponseBase

from ecot.api.answers import fault_answer, storage_answer
from ecot.records.storage import is_storage_fault
from ecot.web.refusing import book_unavailable, our_fault


def broken(request: HttpRequest) -> HttpResponseBase:
    """503 where the storage failed, 500 where we did; JSON for the interface, a page for people."""
    is_storage, is_api = is_storage_fault(sys.exc_info()[1]), request.path.startswith("/api/")
    if is_storage:
        return storage_answer() if is_api else book_unavailable(request)
    return fault_answer() if is_api else our_fault(request)
