"""Past a real scanner, which may be away, fall silent, or die in the middle: nothing is lost."""

import logging
import socket
import threading
import time
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from submissions.attachments import attach, clamd
from submissions.attachments import checks as attachment_checks
from submissions.attachments.scanning import scan_due
from submissions.models import Attachment, AuditEntry
from tests.submissions.evil_files import EICAR, FOR_THE_SCANNER, pdf, spaces

pytestmark = pytest.mark.usefixtures("room")

Scan = Attachment.Scan
MEGABYTE = 1024 * 1024


@pytest.fixture
def later(monkeypatch):
    """Lets minutes pass."""
    begin, passed = timezone.now(), timedelta()

    def pass_by(minutes):
        nonlocal passed
        passed += timedelta(minutes=minutes)
        moment = begin + passed
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return pass_by


@pytest.fixture
def scanner(clamav, settings):
    settings.CLAMD_SOCKET = clamav.address
    return clamav


def sent(submission, content=None, name="plan.pdf"):
    return attach(submission, SimpleUploadedFile(name, content or pdf()))


def look(attachment):
    attachment.refresh_from_db()
    return attachment.scan


def silent_socket(path, answer=None):
    """Takes connections; says nothing, or hangs up after a while."""
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(path))
    server.listen()
    taken = []

    def take():
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            taken.append(connection)
            if answer == "hang up":
                asked = connection.recv(100)
                if asked.startswith(b"zPING"):
                    connection.sendall(b"PONG\0")
                connection.close()
            elif answer:
                connection.recv(100)
                connection.sendall(answer)

    threading.Thread(target=take, daemon=True).start()
    return server


def test_without_a_scanner_a_file_is_open_and_says_that_nobody_looked(submission):
    attachment = sent(submission)

    assert attachment.scan == Scan.UNSCANNED
    assert attachment.may_be_opened
    assert scan_due() == 0


def test_a_file_is_closed_until_the_scanner_has_looked(submission, scanner):
    attachment = sent(submission)

    assert (attachment.scan, attachment.may_be_opened) == (Scan.PENDING, False)
    assert scan_due() == 1
    assert look(attachment) == Scan.CLEAN
    assert attachment.may_be_opened
    assert attachment.scanned_at
    assert attachment.file.read() == pdf()


def test_the_worker_is_woken_when_a_file_is_certain(
    submission, scanner, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        attachment = sent(submission)

    assert look(attachment) == Scan.CLEAN


@pytest.mark.parametrize(("name", "make"), FOR_THE_SCANNER)
def test_a_virus_is_found_and_its_bytes_are_gone(
    submission, scanner, room, name, make, django_capture_on_commit_callbacks
):
    attachment = sent(submission, make(), name)

    with django_capture_on_commit_callbacks(execute=True):
        assert scan_due() == 1

    assert look(attachment) == Scan.INFECTED
    assert not attachment.may_be_opened
    assert not attachment.file
    assert [path for path in room.rglob("*") if path.is_file()] == []
    assert attachment.name == name
    line = AuditEntry.objects.get(action="attachments.infected")
    assert line.reference == submission.reference
    assert "Eicar" in line.changes["finding"]
    assert name not in str(line.changes)


def test_an_infected_file_can_be_forgotten_with_its_submission(submission, scanner):
    sent(submission, EICAR, "a.txt")
    scan_due()

    submission.attachments.all().delete()

    assert not submission.attachments.exists()


def test_a_scanner_that_is_away_loses_nothing(submission, scanner, later, caplog):
    scanner.stop()
    first, second = sent(submission), sent(submission, pdf(b"% 2\n"), "zwei.pdf")

    assert scan_due() == 0
    assert {look(first), look(second)} == {Scan.PENDING}
    assert not first.may_be_opened

    scanner.start()
    later(2)
    assert scan_due() == 2
    assert {look(first), look(second)} == {Scan.CLEAN}
    assert "plan" not in caplog.text


@pytest.mark.parametrize("answer", [None, "hang up", b"", b"nonsense\0"])
def test_a_scanner_that_makes_no_sense_lets_no_file_through(
    submission, settings, tmp_path, monkeypatch, answer
):
    monkeypatch.setattr(clamd, "PATIENCE", 0.3)
    path = tmp_path / "s"
    settings.CLAMD_SOCKET = f"unix:{path}"
    attachment = sent(submission)
    server = silent_socket(path, answer)

    assert scan_due() == 0
    assert look(attachment) == Scan.PENDING
    server.close()


def test_files_that_silence_the_scanner_hold_up_no_other(submission, settings, tmp_path):
    path = tmp_path / "s"
    settings.CLAMD_SOCKET = str(path)
    first, second = sent(submission), sent(submission, pdf(b"% 2\n"), "zwei.pdf")
    server = silent_socket(path, "hang up")

    assert scan_due() == 0

    assert {look(first), look(second)} == {Scan.PENDING}
    assert (first.scan_attempts, second.scan_attempts) == (1, 1)
    server.close()


def test_nobody_waits_longer_than_five_seconds_for_a_silent_scanner(submission, scanner):
    attachment = sent(submission)
    scanner.freeze()

    start = time.monotonic()
    with pytest.raises(clamd.NotThere):
        clamd.scan([b"Guten Tag"], scanner.address)

    assert 4 < time.monotonic() - start < 7
    scanner.thaw()
    assert scan_due() == 1
    assert look(attachment) == Scan.CLEAN


def test_a_scanner_killed_in_the_middle_loses_nothing(submission, scanner, later):
    attachment = sent(submission, pdf(spaces(MEGABYTE)))

    def pieces():
        yield b"x" * 70_000
        scanner.stop()
        yield b"x" * 70_000
        yield b"x" * 900_000

    with pytest.raises(clamd.NotThere):
        clamd.scan(pieces(), scanner.address)
    assert scan_due() == 0
    assert look(attachment) == Scan.PENDING

    scanner.start()
    later(2)
    assert scan_due() == 1
    assert look(attachment) == Scan.CLEAN


def test_a_file_too_large_for_the_scanner_stays_closed_and_holds_up_no_other(
    submission, scanner, later, caplog
):
    large = sent(submission, pdf(spaces(9 * MEGABYTE)), "groß.pdf")
    small = sent(submission)

    with caplog.at_level(logging.ERROR):
        assert scan_due() == 1

    assert look(large) == Scan.PENDING
    assert look(small) == Scan.CLEAN
    assert "size limit exceeded" in caplog.text
    waits = []
    for _ in range(5):
        waits.append(round((large.next_scan_at - timezone.now()).total_seconds() / 60))
        later(waits[-1] + 1)
        scan_due()
        large.refresh_from_db()
    assert waits == [1, 5, 15, 60, 60]


def test_a_file_whose_bytes_are_lost_stays_closed(submission, scanner):
    attachment = sent(submission)
    attachment.file.storage.delete(attachment.file.name)

    assert scan_due() == 0
    assert look(attachment) == Scan.PENDING


def test_what_came_before_there_was_a_scanner_is_caught_up_on(submission, clamav, settings):
    attachment = sent(submission, EICAR, "a.txt")
    assert attachment.scan == Scan.UNSCANNED

    settings.CLAMD_SOCKET = clamav.address

    assert scan_due() == 1
    assert look(attachment) == Scan.INFECTED


def test_a_scanner_that_is_taken_away_opens_nothing(submission, scanner, settings):
    attachment = sent(submission)

    settings.CLAMD_SOCKET = ""

    assert scan_due() == 0
    assert look(attachment) == Scan.PENDING


def test_a_claimed_file_is_not_scanned_twice(submission, scanner):
    attachment = sent(submission)
    Attachment.objects.filter(pk=attachment.pk).update(
        next_scan_at=timezone.now() + timedelta(minutes=1)
    )

    assert scan_due() == 0


def test_a_scanner_is_reached_over_the_network_too():
    assert clamd.is_there("127.0.0.1:9") is False
    assert clamd.is_there("tcp://127.0.0.1:9") is False
    assert clamd.is_there("[::1]:9") is False


def test_a_deployment_is_told_of_a_missing_scanner(settings):
    assert [each.id for each in attachment_checks.files_are_scanned(None)] == ["submissions.W001"]
    settings.CLAMD_SOCKET = "/nowhere/clamd.ctl"
    assert [each.id for each in attachment_checks.files_are_scanned(None)] == ["submissions.W002"]


def test_a_deployment_with_a_scanner_is_quiet(scanner):
    assert attachment_checks.files_are_scanned(None) == []
