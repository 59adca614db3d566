"""A server in front of a real one, on loopback, that can be made to fail in many ways."""

import contextlib
import socket
import struct
import threading
from urllib.parse import urlsplit

JSON = "Content-Type: application/json\r\n"
PRODUCT = "X-Elastic-Product: Elasticsearch\r\n"


def _answer(headers, body, status="200 OK"):
    return f"HTTP/1.1 {status}\r\n{headers}Content-Length: {len(body)}\r\n\r\n{body}".encode()


# Answers that are none.
NONSENSE = {
    "html": _answer("Content-Type: text/html\r\n", "<h1>Wartung</h1>"),
    "html of the product": _answer(PRODUCT + "Content-Type: text/html\r\n", "<h1>Wartung</h1>"),
    "empty object": _answer(PRODUCT + JSON, "{}"),
    "wrong types": _answer(
        PRODUCT + JSON,
        '{"timed_out": false, "_shards": {"failed": 0}, "hits": {"hits": [{"_id": []}]},'
        ' "aggregations": 7}',
    ),
    "foreign facets": _answer(
        PRODUCT + JSON,
        '{"timed_out": false, "_shards": {"failed": 0}, "hits": {"hits": []},'
        ' "aggregations": {"groups": {"buckets": [{"key": "x", "doc_count": 1}]}}}',
    ),
    "a part": _answer(
        PRODUCT + JSON,
        '{"timed_out": true, "_shards": {"failed": 0}, "hits": {"hits": []},'
        ' "aggregations": {"groups": {"buckets": []}}}',
    ),
    "no product": _answer(JSON, "{}"),
    "not found": _answer(PRODUCT + JSON, '{"error": {}, "status": 404}', "404 Not Found"),
    "failure": _answer(PRODUCT + JSON, '{"error": {}, "status": 500}', "500 Oops"),
    "no http": b"\x15\x03\x01 what?\r\n\r\n",
    "nothing": b"",
}
SILENT = ("refuse", "hang", "trickle", "slow")
MODES = ("pass", *SILENT, *NONSENSE)


class FaultProxy:
    """Passes to `target` until another mode is set; `connections` counts since then."""

    def __init__(self, target):
        parts = urlsplit(target)
        self.target = (parts.hostname, parts.port)
        self.mode = "pass"
        self.connections = 0
        self._open = set()
        self._ended = threading.Event()
        self._changed = threading.Event()
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=100)
        self._listener.settimeout(0.1)
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def set(self, mode):
        """From now on so, for connections that are open too."""
        assert mode in MODES
        with self._lock:
            self.mode = mode
            self.connections = 0
            self._changed.set()
            self._changed = threading.Event()
            open_now = list(self._open)
        for each in open_now:
            self._close(each)

    def end(self):
        self._ended.set()
        self.set("refuse")
        self._thread.join(5)
        self._listener.close()

    def _accept(self):
        while not self._ended.is_set():
            try:
                connection, _ = self._listener.accept()
            except TimeoutError:
                continue
            with self._lock:
                mode, changed = self.mode, self._changed
                self.connections += 1
                if mode != "refuse":
                    self._open.add(connection)
            if mode == "refuse":  # as a port that nobody listens to, but counted
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                connection.close()
                continue
            threading.Thread(
                target=self._serve, args=(connection, mode, changed), daemon=True
            ).start()

    def _serve(self, connection, mode, changed):
        try:
            with contextlib.suppress(OSError):
                if mode == "pass":
                    self._pass(connection)
                elif mode == "slow":
                    changed.wait(1)
                    self._pass(connection)
                elif mode == "hang":
                    changed.wait(30)
                elif mode == "trickle":
                    connection.recv(65536)
                    connection.sendall(b"HTTP/1.1 200 OK\r\n" + PRODUCT.encode() + b"X-More: ")
                    while not changed.wait(0.05):
                        connection.sendall(b".")
                else:
                    connection.recv(65536)
                    connection.sendall(NONSENSE[mode])
        finally:
            self._close(connection)

    def _pass(self, connection):
        with socket.create_connection(self.target) as server:
            with self._lock:
                self._open.add(server)
            back = threading.Thread(target=self._copy, args=(server, connection), daemon=True)
            back.start()
            self._copy(connection, server)
            back.join(30)
            with self._lock:
                self._open.discard(server)

    def _copy(self, source, target):
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
        for each in (source, target):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def _close(self, connection):
        with self._lock:
            self._open.discard(connection)
        with contextlib.suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)
        connection.close()
