"""The server itself: it answers at once and again, sends what waits, and leaves nothing behind."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from django.db import connections

from ecot.operations.notices.actions import enqueue
from ecot.operations.notices.models import Notice
from ecot.values import clock
from ecot.values.act import Act
from ecot.values.references import SYSTEM
from tests.databases.clones import Clone

TRIES = 200


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _answer(address: str) -> int:
    for _ in range(TRIES):
        try:
            with urllib.request.urlopen(address, timeout=20) as page:
                return int(page.status)
        except (ConnectionError, urllib.error.URLError):
            time.sleep(0.1)
    message = f"{address} does not answer"
    raise AssertionError(message)


def test_the_house_opens_answers_ticks_and_closes(cloned_database: Clone, tmp_path: Path) -> None:
    letter = {"kind": "test", "subject": "Bonjour", "body": "…"}
    enqueue(Act(SYSTEM, clock.now()), to="a@example.org", **letter)
    connections.close_all()
    port = _free_port()
    environment = cloned_database.environment | {"ECOT_HOME": str(tmp_path), "ECOT_PORT": str(port)}
    environment["DJANGO_SETTINGS_MODULE"] = "ecot.config.settings"
    command = [sys.executable, "-c", "from ecot.cli.main import main; main()", "serve"]
    server = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    try:
        assert [_answer(f"http://127.0.0.1:{port}/") for _ in range(4)] == [200] * 4
        for _ in range(TRIES):
            if Notice.objects.filter(sent_at__isnull=False).exists():
                break
            time.sleep(0.1)
    finally:
        server.send_signal(signal.SIGTERM)
        said, _ = server.communicate(timeout=30)
    assert Notice.objects.filter(sent_at__isnull=False).count() == 1
    assert b"cot est ouvert" in said
    assert server.returncode == 0
