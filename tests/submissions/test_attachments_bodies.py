"""What the web server does with bodies of every size: an answer always, in little memory."""

import http.client
import json
import os
import socket
import subprocess
import sys
import time

import pytest
from django.conf import settings

from tests.submissions.evil_files import pdf, spaces

MEGABYTE = 1024 * 1024
BOUNDARY = "grenze"
MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"
MOST_MEMORY = 40 * MEGABYTE  # more than before; the bar is 150


def file_part(name, content, field="attachments"):
    head = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n'
        "Content-Type: application/pdf\r\n\r\n"
    )
    return head.encode() + content + b"\r\n"


def field_part(name, value):
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'
    return head.encode() + value + b"\r\n"


END = f"--{BOUNDARY}--\r\n".encode()


class Server:
    """gunicorn as in production, one process of it."""

    def __init__(self, folder):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "gunicorn",
                "--config",
                "site/gunicorn.conf.py",
                "--bind",
                f"127.0.0.1:{self.port}",
                "--workers",
                "1",
                "config.wsgi",
            ],
            cwd=settings.BASE_DIR,
            env=os.environ
            | {
                "DJANGO_SETTINGS_MODULE": "tests.submissions.upload_page",
                "TEST_DATA_DIR": str(folder),
                "PYTHONPATH": f"{settings.BASE_DIR / 'site'}:{settings.BASE_DIR}",
            },
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(300):
            try:
                self.send("/brief/", [field_part("title", b"a"), END])
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("The server does not answer.")

    def send(self, path, parts, content_type=MULTIPART):
        """Status and text. The whole body is sent before the answer is read, as browsers do."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.putrequest("POST", path)
        connection.putheader("Content-Type", content_type)
        connection.putheader("Content-Length", str(sum(len(part) for part in parts)))
        connection.endheaders()
        for part in parts:
            for start in range(0, len(part), MEGABYTE):
                connection.send(part[start : start + MEGABYTE])
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, text

    def workers(self):
        children = f"/proc/{self.process.pid}/task/{self.process.pid}/children"
        with open(children) as listed:
            return listed.read().split()

    def memory(self, what):
        with open(f"/proc/{self.workers()[0]}/status") as status:
            return int(status.read().split(f"{what}:")[1].split()[0]) * 1024


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("bodies"))
    yield server
    server.process.terminate()
    server.process.wait(30)


def test_files_and_fields_arrive(server):
    status, text = server.send(
        "/brief/", [field_part("title", b"Idee"), file_part("a.pdf", pdf()), END]
    )

    assert (status, json.loads(text)["accepted"]) == (200, ["a.pdf"])


def test_a_file_that_is_too_large_is_said_at_the_field_and_the_rest_stays(server):
    parts = [
        field_part("title", b"Idee"),
        file_part("klein.pdf", pdf()),
        file_part("gross.pdf", pdf(spaces(40 * MEGABYTE))),
        END,
    ]

    status, text = server.send("/brief/", parts)

    answer = json.loads(text)
    assert status == 422
    assert answer["title"] == "Idee"
    assert answer["accepted"] == ["klein.pdf"]
    assert answer["errors"]["attachments"][0].startswith("„gross.pdf“ ist größer als 10 MB.")


def test_more_than_thirty_megabytes_together_are_said_at_the_field(server):
    parts = [
        file_part(f"{number}.pdf", pdf(b"%%%d\n" % number + spaces(9 * MEGABYTE)))
        for number in range(5)
    ]

    status, text = server.send("/brief/", [field_part("title", b"Idee"), *parts, END])

    answer = json.loads(text)
    assert status == 422
    assert answer["accepted"] == ["0.pdf", "1.pdf", "2.pdf"]
    assert len(answer["errors"]["attachments"]) == 2


def test_sixty_files_are_ten_and_fifty_messages(server):
    parts = [file_part(f"{number}.pdf", pdf(b"%%%d\n" % number)) for number in range(60)]

    status, text = server.send("/brief/", [field_part("title", b"Idee"), *parts, END])

    answer = json.loads(text)
    assert (status, len(answer["accepted"])) == (422, 10)
    assert len(answer["errors"]["attachments"]) == 50


def test_a_hundred_megabytes_take_little_memory(server):
    file = pdf(spaces(99 * MEGABYTE))
    with open(f"/proc/{server.workers()[0]}/clear_refs", "w") as reset:
        reset.write("5")
    before = server.memory("VmRSS")

    status, text = server.send(
        "/brief/", [field_part("title", b"Idee"), file_part("gross.pdf", file), END]
    )

    assert (status, json.loads(text)["title"]) == (422, "Idee")
    assert server.memory("VmHWM") - before < MOST_MEMORY


TOO_MUCH = {
    "long text": ("/brief/", [field_part("title", b"a" * 20 * MEGABYTE), END], MULTIPART),
    "long text without files": (
        "/ohne/",
        [b"title=" + b"a" * 20 * MEGABYTE],
        "application/x-www-form-urlencoded",
    ),
    "long text beside a file": (
        "/ohne/",
        [field_part("title", b"a" * 20 * MEGABYTE), file_part("a.pdf", pdf()), END],
        MULTIPART,
    ),
    "too many files": ("/brief/", [file_part("a.pdf", b"a")] * 200 + [END], MULTIPART),
    "too many fields": (
        "/brief/",
        [field_part("title", b"a")] * 10_100 + [END],
        MULTIPART,
    ),
    "larger than anybody reads": (
        "/brief/",
        [file_part("a.pdf", pdf(spaces(130 * MEGABYTE))), END],
        MULTIPART,
    ),
}


@pytest.mark.parametrize("what", TOO_MUCH)
def test_what_is_too_much_altogether_gets_a_german_page_with_the_limits(server, what):
    status, text = server.send(*TOO_MUCH[what])

    assert status == 413
    assert '<html lang="de">' in text
    words = " ".join(text.split())
    assert "höchstens 10 Dateien, jede bis 10 MB, zusammen bis 30 MB" in words


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        (MULTIPART, b"kaputt"),
        (MULTIPART, file_part("a.pdf", pdf())[:100]),
        ("multipart/form-data", file_part("a.pdf", pdf())),
        ("multipart/form-data; boundary=" + "x" * 300, b"a"),
        (MULTIPART, file_part("../../a.pdf", b"") + END),
        (MULTIPART, file_part("\x00.pdf", b"a") + END),
        (MULTIPART, file_part("a" * 5000 + ".pdf", pdf()) + END),
        (MULTIPART, file_part("a.pdf", pdf(), field="title") + END),
        (MULTIPART, field_part("attachments", b"no file") + END),
        (MULTIPART, field_part("remove_attachment", b"\x00") + END),
        ("text/plain", b"a"),
    ],
)
def test_a_body_that_is_broken_is_no_error_of_ours(server, content_type, body):
    status, _ = server.send("/brief/", [body], content_type)

    assert status in {200, 400, 422}


def test_a_sender_who_goes_away_breaks_nothing(server):
    for _ in range(6):  # more than there are threads
        with socket.create_connection(("127.0.0.1", server.port)) as connection:
            connection.sendall(
                f"POST /brief/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: {MULTIPART}\r\n"
                "Content-Length: 1000000\r\n\r\n".encode()
                + file_part("a.pdf", b"a" * 1000)
            )

    status, _ = server.send("/brief/", [field_part("title", b"Idee"), END])

    assert status == 200
