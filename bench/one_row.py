"""The addresses of the product, and one more: an endpoint that reads a small body and commits one row."""

from __future__ import annotations

import json

from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from ecot.config import urls

handler400, handler403, handler404, handler500 = (
    urls.handler400,
    urls.handler403,
    urls.handler404,
    urls.handler500,
)


@csrf_exempt
def one_row(request: HttpRequest) -> JsonResponse:
    """One row under its key, committed before the answer."""
    body = json.loads(request.body)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO raw_row (key, body) VALUES (%s, %s)",
            [request.headers["Idempotency-Key"], json.dumps(body)],
        )
    return JsonResponse({"kept": body}, status=201)


urlpatterns = [path("bench/one-row", one_row, name="one-row"), *urls.urlpatterns]
