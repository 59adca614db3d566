"""Ask clamd about some bytes: its protocol is one command, pieces with their length, one answer."""

import socket
import struct
import time
from collections.abc import Iterable
from urllib.parse import urlsplit

PATIENCE = 5  # seconds without a sign of life
MOST_PATIENCE = 20  # seconds for one file in all
PIECE = 64 * 1024  # bytes
LONGEST_ANSWER = 4096  # bytes
PORT = 3310


class NotThere(Exception):
    """No scanner answers, or it fell silent: later, all files will do."""


class NotScanned(Exception):
    """The scanner is there and will not look at this file; the message says why."""


def scan(pieces: Iterable[bytes], address: str) -> str:
    """What the scanner found, "" if nothing. Raises NotThere, NotScanned."""
    deadline = time.monotonic() + MOST_PATIENCE
    try:
        with _connection(address) as scanner:
            try:
                scanner.sendall(b"zINSTREAM\0")
                for piece in pieces:
                    for start in range(0, len(piece), PIECE):
                        part = piece[start : start + PIECE]
                        scanner.sendall(struct.pack("!L", len(part)) + part)
                scanner.sendall(struct.pack("!L", 0))
            except (BrokenPipeError, ConnectionResetError):
                pass  # it hangs up on what is too large, and says so before
            answer = _answer(scanner, deadline)
    except OSError as error:
        raise NotThere(type(error).__name__) from error
    return _finding(answer)


def is_there(address: str) -> bool:
    """Whether a scanner answers."""
    try:
        with _connection(address) as scanner:
            scanner.sendall(b"zPING\0")
            return _answer(scanner, time.monotonic() + PATIENCE) == "PONG"
    except (OSError, ValueError):  # ValueError: the address is none
        return False


def _connection(address: str) -> socket.socket:
    """`/run/clamav/clamd.ctl`, `unix:/…`, `host`, `host:3310`, `tcp://host:3310`."""
    path = address.removeprefix("unix:")
    if path.startswith("/"):
        path = f"/{path.lstrip('/')}"
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(PATIENCE)
        try:
            connection.connect(path)
        except OSError:
            connection.close()
            raise
        return connection
    where = urlsplit(f"//{address.removeprefix('tcp://')}")
    return socket.create_connection(
        (where.hostname or "127.0.0.1", where.port or PORT), timeout=PATIENCE
    )


def _answer(scanner: socket.socket, deadline: float) -> str:
    answer = b""
    while b"\0" not in answer and len(answer) < LONGEST_ANSWER:
        if time.monotonic() > deadline:
            raise TimeoutError
        piece = scanner.recv(LONGEST_ANSWER)
        if not piece:
            break
        answer += piece
    if not answer:
        raise ConnectionResetError
    return answer.split(b"\0")[0].decode("utf-8", "replace").strip()


def _finding(answer: str) -> str:
    said = answer.removeprefix("stream: ")
    if said == "OK":
        return ""
    if said.endswith(" FOUND"):
        return said.removesuffix(" FOUND")
    raise NotScanned(said[:100])
