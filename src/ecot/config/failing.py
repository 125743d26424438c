"""The last answer, when nothing else could be said: no such address, not readable, broken.

Django calls these for whatever a page or a middleware could not answer; each face says it in its own
form: JSON for the interface, a page for people. A failing storage is a 503 (ask again), we are a 500.
"""

from __future__ import annotations

import sys

from django.http import HttpRequest, HttpResponseBase

from ecot.api.answers import fault_answer, refused_answer, storage_answer
from ecot.api.refusals import NOTHING_HERE, REQUEST_NOT_UNDERSTOOD
from ecot.records.storage import is_storage_fault
from ecot.values.refusal import Refused
from ecot.web import refusing


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """400: the request could not be read."""
    if _is_api(request):
        return refused_answer(Refused(REQUEST_NOT_UNDERSTOOD))
    return refusing.not_understood(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """404: there is nothing at this address."""
    if _is_api(request):
        return refused_answer(Refused(NOTHING_HERE))
    return refusing.not_found(request, exception)


def broken(request: HttpRequest) -> HttpResponseBase:
    """503 where the storage failed, 500 where we did."""
    is_storage, is_api = is_storage_fault(sys.exc_info()[1]), _is_api(request)
    if is_storage:
        return storage_answer() if is_api else refusing.book_unavailable(request)
    return fault_answer() if is_api else refusing.our_fault(request)


def _is_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")
