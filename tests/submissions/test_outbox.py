"""Mails leave once, after what they tell; none is lost, whoever is down or killed."""

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone

from exhibitions.bookings import mail
from exhibitions.bookings.actions import request_booking
from exhibitions.bookings.models import Booking
from exhibitions.bookings.planner import Period
from submissions import mail_templates
from submissions.links import link_to
from submissions.mail_templates import MailTemplate
from submissions.models import OutboxMail
from submissions.outbox import queue_mail, send_again, send_due
from tests.exhibitions.bookings.factories import FRIDAY, MONDAY, PosterSetFactory, details
from tests.submissions.mail_server import MailServer
from tests.submissions.own_database import environment, own_database

State = OutboxMail.State
PROGRAM = Path(__file__).with_name("sending.py")
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def server(settings):
    """A mail server that runs, and through which the site sends."""
    server = MailServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    server.start()
    yield server
    server.stop()


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
def waiting(submission):
    """A mail that nobody has tried to send."""
    mail.send(submission, "booking.link")
    return OutboxMail.objects.get(submission=submission)


def look(mail):
    mail.refresh_from_db()
    return mail.state


def test_a_mail_leaves_once_after_the_commit(
    server, submission, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        mail.send(submission, "booking.link")
        assert server.mails == []
    send_due()

    (sent,) = server.mails
    assert sent["To"] == submission.contact_email
    assert sent["Auto-Submitted"] == "auto-generated"
    assert OutboxMail.objects.get().state == State.SENT


def test_what_is_rolled_back_sends_nothing(server, submission, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        try:
            with transaction.atomic():
                mail.send(submission, "booking.link")
                raise InterruptedError
        except InterruptedError:
            pass
    send_due()

    assert server.mails == []
    assert not OutboxMail.objects.exists()


def test_with_the_server_down_the_loan_stands_and_its_mail_leaves_later_once(
    server, later, django_capture_on_commit_callbacks, db
):
    Booking.objects.all().delete()
    PosterSetFactory()
    server.stop()
    with django_capture_on_commit_callbacks(execute=True):
        booking = request_booking(details(), Period(MONDAY, FRIDAY), by=None)
    mail = OutboxMail.objects.get(submission=booking)
    assert look(mail) == State.WAITING
    assert mail.last_error == "ConnectionRefusedError"

    server.start()
    assert send_due() == 0  # not before its time
    later(minutes=1.1)
    assert send_due() == 1
    later(minutes=60)
    assert send_due() == 0

    assert len(server.mails) == 1
    assert look(mail) == State.SENT


def test_without_a_server_the_others_do_not_wait_for_it_one_by_one(server, submission, later):
    server.stop()
    for _ in range(3):
        mail.send(submission, "booking.link")
    later(minutes=0.1)

    send_due()

    assert sorted(OutboxMail.objects.values_list("attempts", flat=True)) == [0, 0, 1]


def test_a_server_that_is_busy_is_asked_again_after_longer_and_longer_pauses(
    server, waiting, later
):
    server.answer = lambda number: "451 later" if number < 4 else "250 OK"
    pauses = []

    while look(waiting) != State.SENT:
        if not send_due():
            waiting.refresh_from_db()
            pauses.append(round((waiting.next_attempt_at - timezone.now()).total_seconds() / 60))
            assert waiting.state == State.WAITING
            assert waiting.last_error == "SMTPDataError 451"
            later(minutes=pauses[-1] + 0.01)

    assert pauses == [1, 5, 15]
    assert len(server.mails) == 1


def test_what_the_server_refuses_for_good_has_failed_and_is_there_to_see(server, waiting, later):
    server.answer_to_recipient = "550 no such mailbox {}"

    assert send_due() == 0
    later(minutes=10_000)
    assert send_due() == 0

    assert look(waiting) == State.FAILED
    assert waiting.attempts == 1
    assert waiting.last_error == "SMTPRecipientsRefused 550"


def test_a_server_that_does_not_know_us_fails_no_mail(server, submission, later):
    for _ in range(3):
        mail.send(submission, "booking.link")
    server.answer_to_sender = "530 5.7.0 authentication required"

    assert send_due() == 0

    states = OutboxMail.objects.values_list("state", "attempts").order_by("pk")
    assert list(states) == [(State.WAITING, 1), (State.WAITING, 0), (State.WAITING, 0)]
    server.answer_to_sender = "250 OK"
    later(minutes=2)
    assert send_due() == 3


def test_after_three_days_nobody_is_asked_any_more(server, waiting, later):
    server.answer = lambda number: "451 later"

    for _ in range(40):
        send_due()
        later(minutes=241)

    assert look(waiting) == State.FAILED
    assert waiting.attempts > 15


def test_a_failed_mail_can_be_sent_again(server, waiting, django_capture_on_commit_callbacks):
    server.answer_to_recipient = "550 no such mailbox"
    send_due()
    server.answer_to_recipient = "250 OK"

    with django_capture_on_commit_callbacks(execute=True):
        send_again(waiting)

    assert look(waiting) == State.SENT
    assert len(server.mails) == 1


def test_a_mail_whose_paper_cannot_be_made_waits_and_keeps_no_other_back(
    server, submission, waiting
):
    OutboxMail.objects.filter(pk=waiting.pk).update(documents=["no such paper"])
    mail.send(submission, "booking.link")

    assert send_due() == 1

    assert look(waiting) == State.WAITING
    assert waiting.last_error == "KeyError"


def test_the_link_is_in_the_mail_and_not_in_the_outbox(server, submission, waiting):
    send_due()

    assert link_to(submission) in server.mails[0].get_content()
    waiting.refresh_from_db()
    assert "{link}" in waiting.body


def test_log_lines_hold_no_address(server, submission, waiting, caplog):
    server.answer_to_recipient = "550 no such mailbox {}"

    send_due()

    assert str(waiting.message_id) in caplog.text
    assert submission.contact_email not in caplog.text
    assert submission.contact_email not in waiting.last_error


INJECTIONS = ["x\r\nBcc: opfer@example.org", "x\nBcc: opfer@example.org\n\nUnfug", "x\r\n\r\nBody"]


@pytest.mark.parametrize("value", INJECTIONS)
def test_no_value_becomes_a_header(server, submission, monkeypatch, value):
    template = MailTemplate("test", "Test", "Betrifft {what}", "Text: {what}", {"what": "x"})
    monkeypatch.setitem(mail_templates._templates, "test", template)
    queue_mail(submission, "test", {"what": value})

    assert send_due() == 1

    (sent,) = server.mails
    assert sent["Bcc"] is None
    assert server.received[0][0] == [submission.contact_email]
    assert sent["Subject"] == "Betrifft " + " ".join(value.split())


@pytest.mark.parametrize("address", [f"a@schule.example{each}" for each in INJECTIONS])
def test_no_address_becomes_a_header(server, submission, address):
    mail.send(submission, "booking.link")
    Booking.objects.update(contact_email=address[:254])

    assert send_due() == 0

    assert server.mails == []
    assert OutboxMail.objects.get().last_error != ""


def test_what_a_value_holds_is_never_a_placeholder(submission, monkeypatch):
    template = MailTemplate("test", "Test", "S", "{a} {b}", {"a": "x", "b": "y"})
    monkeypatch.setitem(mail_templates._templates, "test", template)

    queue_mail(submission, "test", {"a": "{b}", "b": "Wert"})

    assert OutboxMail.objects.get().body == "{b} Wert"


def test_a_calendar_entry_says_in_its_type_what_it_is(server, submission):
    for method in ("PUBLISH", "CANCEL"):
        calendar = f"BEGIN:VCALENDAR\r\nMETHOD:{method}\r\nEND:VCALENDAR\r\n"
        mail.send(submission, "booking.link", calendar=calendar)

    send_due()

    types = [
        part["Content-Type"].params.get("method")
        for sent in server.mails
        for part in sent.iter_attachments()
    ]
    assert types == ["PUBLISH", "CANCEL"]


def test_who_was_forgotten_while_a_mail_was_on_its_way_gets_none(server, waiting):
    OutboxMail.objects.all().delete()

    assert send_due() == 0
    assert server.mails == []


class Senders:
    """Processes that send from a database of their own."""

    def __init__(self, address, folder, server):
        self.address, self.folder, self.server = address, folder, server

    def start(self, order, *, minutes=0, number=""):
        return subprocess.Popen(
            [
                sys.executable,
                str(PROGRAM),
                self.address,
                str(self.server.port),
                str(minutes),
                order,
                str(number),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=os.environ | environment(self.folder, self.address),
            cwd=ROOT,
        )

    def do(self, order, **options):
        process = self.start(order, **options)
        said, _ = process.communicate("\n", timeout=120)
        assert process.returncode == 0
        return said.split("\n")[-2] if said else ""

    def ready(self, **options):
        process = self.start("send", **options)
        assert process.stdout.readline() == "ready\n"
        return process

    @staticmethod
    def go(process):
        process.stdin.write("\n")
        process.stdin.flush()


@pytest.fixture(scope="module")
def copy(django_db_setup, django_db_blocker, tmp_path_factory):
    folder = tmp_path_factory.mktemp("outbox")
    with django_db_blocker.unblock(), own_database(folder, "outbox") as address:
        yield address, folder


@pytest.fixture
def senders(copy, server, db):
    return Senders(*copy, server)


def test_two_senders_at_once_send_each_mail_once(senders, server):
    senders.do("fill", number=60)
    running = [senders.ready(), senders.ready()]

    for process in running:
        senders.go(process)
    sent = [json.loads(process.communicate(timeout=120)[0])["sent"] for process in running]

    assert sum(sent) == 60
    assert min(sent) > 0
    assert Counter(server.ids).most_common(1)[0][1] == 1
    assert len(server.ids) == 60


def test_of_a_hundred_mails_none_is_lost_when_senders_are_killed(senders, server):
    chance = random.Random(1)
    kills = 5
    senders.do("fill", number=100)

    def busy(number):
        time.sleep(0.005)  # so that some are killed while they wait for the answer
        return "451 later" if chance.random() < 0.1 else "250 OK"

    server.answer = busy
    for number in range(kills):
        process = senders.ready(minutes=20 * number)
        before = server.asked
        senders.go(process)
        while server.asked < before + 8:
            time.sleep(0.001)
        process.kill()
        process.communicate(timeout=30)
    number = kills
    while json.loads(senders.do("send", minutes=20 * number))["left"]:
        number += 1
        assert number < kills + 10

    times = Counter(server.ids)
    assert len(times) == 100
    assert sum(times.values()) - 100 <= kills
    assert max(times.values()) <= 1 + kills
