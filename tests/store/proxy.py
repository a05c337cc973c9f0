"""A cable between the program and PostgreSQL that breaks in the moment of a commit."""

from __future__ import annotations

import select
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

COMMIT = b"COMMIT\0"
"""The whole statement: READ COMMITTED is heard at every beginning."""


@dataclass
class Cable:
    """``cut`` says where it breaks: "" nowhere, "before" or "after" the server hears COMMIT."""

    server: tuple[str, int]
    port: int = 0
    cut: str = ""

    def carry(self, client: socket.socket) -> None:
        """Pass everything on in both directions until one end is closed, or the cable breaks."""
        with closing(client), closing(socket.create_connection(self.server)) as server:
            other = {client: server, server: client}
            while True:
                for end in select.select(list(other), [], [])[0]:
                    data = end.recv(1 << 16)
                    breaks = end is client and COMMIT in data and self.cut
                    if not data or breaks == "before":
                        return
                    other[end].sendall(data)
                    if breaks == "after":
                        # It has committed when it answers; the answer never arrives.
                        server.recv(1 << 16)
                        return

    def listen(self, listening: socket.socket) -> None:
        """Carry every connection, each in its own thread, until nobody listens any more."""
        while True:
            try:
                client, _ = listening.accept()
            except OSError:
                return
            threading.Thread(target=self._carry_on, args=(client,), daemon=True).start()

    def _carry_on(self, client: socket.socket) -> None:
        try:
            self.carry(client)
        except OSError:
            client.close()


@contextmanager
def cable(host: str, port: int) -> Iterator[Cable]:
    """Listens on a port of this machine and passes on to the server."""
    laid = Cable((host, port))
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        laid.port = listening.getsockname()[1]
        threading.Thread(target=laid.listen, args=(listening,), daemon=True).start()
        yield laid
