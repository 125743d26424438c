"""A client that costs little: requests ready as bytes, several lines at once, one thread."""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass

READ = 65_536
PATIENCE_SECONDS = 20


@dataclass
class Line:
    """A connection that is kept open, and when its request left."""

    socket: socket.socket
    sent_at: float = 0.0

    def send(self, request: bytes) -> None:
        """Send a request, and note when."""
        self.sent_at = time.perf_counter()
        self.socket.sendall(request)

    def read(self) -> bool:
        """Read an answer whole, a 201; the server says how long it is."""
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += self._more()
        head, _, body = answer.partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 201"), answer.decode()
        length = next(
            int(line.split(b":")[1])
            for line in head.split(b"\r\n")
            if line.lower().startswith(b"content-length:")
        )
        while len(body) < length:
            body += self._more()
        return True

    def _more(self) -> bytes:
        found = self.socket.recv(READ)
        assert found, "the server hung up"
        return found


def ask_at_once(
    port: int, requests: Callable[[], bytes], *, lines: int, seconds: float
) -> tuple[float, list[float]]:
    """So many lines that each ask again as soon as they are answered; a second, and milliseconds of each."""
    ready = selectors.DefaultSelector()
    for _ in range(lines):
        line = Line(socket.create_connection(("127.0.0.1", port), PATIENCE_SECONDS))
        line.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        ready.register(line.socket, selectors.EVENT_READ, line)
    took: list[float] = []
    begun = time.perf_counter()
    for key in ready.get_map().values():
        key.data.send(requests())
    left = lines
    while left:
        for key, _ in ready.select(PATIENCE_SECONDS):
            line = key.data
            line.read()
            now = time.perf_counter()
            took.append((now - line.sent_at) * 1000)
            if now - begun < seconds:
                line.send(requests())
            else:
                ready.unregister(line.socket)
                line.socket.close()
                left -= 1
    return len(took) / (time.perf_counter() - begun), took
