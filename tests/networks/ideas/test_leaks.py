"""What a sender types, and what the team notes down, stays where it belongs, and goes in the end.

One mark stands in every field that a sender can fill, another in every inner one. Then everything
is looked through: tables, mails, log, names, files, pages.
"""

import io
import logging
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core import mail as sent_mails
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from content.pdf import render
from networks.ideas import actions, links, periods
from networks.ideas.actions.steps import keep_until
from networks.ideas.models import AdviceRound, Body, IdeaRules, ProjectIdea, Vote
from networks.ideas.states import AdviceStep, IdeaState
from networks.ideas.subject_data import subject_data
from submissions import audit
from submissions.attachments import attach
from submissions.correspondence import add_note, draft_message
from submissions.due_jobs import run_due_jobs
from submissions.inbox.actions import set_tags
from submissions.kinds import kind_of
from submissions.links import path_to
from submissions.models import AuditEntry, OutboxMail, Submission, SubmissionTag
from submissions.models.attachments import FOLDER, private_storage
from submissions.models.submissions import TaggedSubmission
from submissions.months import add_months
from submissions.outbox import send_due
from submissions.retention import due_to_forget, forget, forget_due
from submissions.subject_export import subject_zip
from tests.networks.ideas.factories import (
    AdviceDayFactory,
    ConsentTextFactory,
    IdeaFactory,
    adviser,
    case_worker,
    network,
    network_manager,
    words,
)
from tests.networks.ideas.moves import anew, idea_in
from tests.networks.ideas.test_states import extra_question
from tests.submissions.every_table import everything_stored

pytestmark = pytest.mark.django_db

S = IdeaState
SENDER, PHONE = "anarien", "4711081"  # Kanarien…: what the sender typed
INTERN = "aulwurf"  # Maulwurf…: what the team wrote for itself
TOLD = "Fürdenabsender"  # what a person has released


@pytest.fixture(autouse=True)
def _no_files():
    """What tests before have left: their rows were rolled back, their files not."""
    storage = private_storage()
    if storage.exists(FOLDER):
        for name in storage.listdir(FOLDER)[1]:
            storage.delete(f"{FOLDER}/{name}")


@pytest.fixture
def world(db, caplog, django_capture_on_commit_callbacks):
    """An idea on which everything has happened that can happen, and all that was logged."""
    caplog.set_level(logging.DEBUG)
    ProjectIdea.objects.all().delete()
    OutboxMail.objects.all().delete()
    rules = IdeaRules.load()
    rules.team_email = "team@example.org"
    rules.save()
    manager, worker = network_manager(network()), case_worker()
    expert, partial = adviser(of=network()), adviser(Body.REGIONAL)
    with django_capture_on_commit_callbacks(execute=True):
        idea = actions.begin_idea({"title": "Kanarienanfang"}, key="a" * 32, visitor="203.0.113.7")
        actions.save_draft(idea, everything_typed())
        actions.save_answers(idea, {extra_question(): "Kanarienantwort"})
        actions.send_draft_link(idea, "Kanarien@vogel.example")
        file = SimpleUploadedFile("Kanarienplan.txt", b"Kanarieninhalt\n", "text/plain")
        attach(idea, file)
        actions.receive_idea(idea, consent=ConsentTextFactory())
        actions.change_idea(idea, {"benefit": "Kanariennutzen, anders"}, seen_version=idea.version)
        actions.send_contents_link(idea)
        actions.send_links_again("kanarien@vogel.example")
        actions.take_up(idea, by=manager, seen=S.NEW)
        actions.ask_sender(idea, by=manager, seen=S.REVIEW, text=f"{TOLD}: Wo genau?")
        actions.answer(idea, "Kanariennachricht")
        actions.assign_network(
            idea, network(), by=worker, seen_version=idea.version, reason="Maulwurfgrund"
        )
        add_note(idea, by=worker, text="Maulwurfnotiz", mentions=[manager])
        tag = SubmissionTag.objects.create(name="Maulwurfwort", slug="maulwurfwort")
        set_tags(idea, [tag], by=worker, seen=set())
        day = AdviceDayFactory(note="Maulwurfhinweis")
        the_round = actions.schedule(idea, day, by=worker, seen=S.REVIEW)
        actions.save_vote(
            the_round,
            AdviceStep.TECHNICAL,
            by=expert,
            opinion="conditional",
            text="Maulwurfvotum",
            hand_in=True,
        )
        actions.declare_conflict(idea, by=partial, reason="Maulwurfinteresse")
        for step in AdviceStep.values:
            actions.record_opinion(
                the_round, step, by=worker, result="none", text="Maulwurfprotokoll"
            )
        AdviceRound.objects.filter(pk=the_round.pk).update(recommendation="Maulwurfentwurf")
        draft_message(idea, by=worker, text="Maulwurfnachricht, nie freigegeben")
        actions.ask_for_erasure(idea)
        send_due()
    idea.refresh_from_db()
    return idea


def everything_typed():
    return words(
        title="Kanarientitel",
        description="Kanarienvorhaben",
        benefit="Kanariennutzen",
        place="Kanarienort",
        sponsor="Kanarienträger",
        contact_name="Kanarien Vogel",
        contact_email="kanarien@vogel.example",
        contact_phone="0351 47110815",
        where="one",
        region=network().region,
        focus_area=network().focus_area,
        may_be_shown=True,
    )


def tables_with(mark) -> set[str]:
    """Which tables hold it, the parts of words included."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                text = " ".join(
                    bytes(value).decode("latin-1")
                    if isinstance(value, (bytes, memoryview))
                    else str(value)
                    for value in row
                )
                if mark in text.lower():
                    found.add(table)
    return found


def figures():
    """What the figures page counts from."""
    ideas = ProjectIdea.objects.all()
    return {
        name: Counter(ideas.values_list(name, flat=True))
        for name in ("state", "stage", "focus_area", "region", "network", "decided_at__date")
    } | {
        "submitted": sorted(ideas.values_list("submitted_at", flat=True)),
        "votes": Counter(Vote.objects.values_list("step", "opinion")),
        "rounds": Counter(AdviceRound.objects.values_list("number", "way", "decided_at")),
    }


# --- While it is there --------------------------------------------------------------------------
def test_what_the_sender_typed_is_in_these_tables_and_no_others(world):
    assert tables_with(SENDER) == {
        "submissions_submission",  # contact and words of the search
        "ideas_projectidea",
        "ideas_answer",
        "submissions_attachment",  # the name of the file
        "submissions_message",
        "submissions_outboxmail",  # the address
    }
    assert tables_with(PHONE) == {"submissions_submission"}


def test_what_the_team_wrote_is_in_these_tables_and_no_others(world):
    assert tables_with(INTERN) == {
        "ideas_adviceday",
        "ideas_adviceround",
        "ideas_conflict",
        "ideas_groupopinion",
        "ideas_projectidea",  # the reason of the routing
        "ideas_vote",
        "submissions_message",
        "submissions_note",
        "submissions_submissiontag",
    }


def test_no_mail_holds_a_word_of_the_sender_or_of_the_team_for_itself(world):
    keys = set(OutboxMail.objects.values_list("key", flat=True))
    assert keys >= {
        "idea.draft",
        "idea.received",
        "idea.contents",
        "idea.link",
        "idea.erasure",
        "idea.team.received",
        "idea.team.erasure",
        "submissions.message",
    }
    stored = [f"{m.subject}\n{m.body}\n{m.last_error}" for m in OutboxMail.objects.all()]
    assert len(sent_mails.outbox) >= len(keys)
    sent = [f"{each.subject}\n{each.body}\n{each.attachments}" for each in sent_mails.outbox]
    for text in stored + sent:
        assert SENDER not in text.lower()
        assert PHONE not in text
        assert INTERN not in text.lower()
    assert sum(TOLD in text for text in stored) == 1


def test_the_log_names_nobody(world, caplog):
    run_due_jobs()

    said = "\n".join(f"{each.getMessage()}\n{each.exc_text}" for each in caplog.records).lower()
    assert SENDER not in said
    assert PHONE not in said
    assert INTERN not in said


def test_a_mail_server_that_repeats_the_address_does_not_bring_it_into_the_log(
    world, caplog, monkeypatch
):
    import smtplib

    from django.core.mail import EmailMessage

    def refuse(message, **kwargs):
        raise smtplib.SMTPRecipientsRefused({"kanarien@vogel.example": (550, b"kanarien who?")})

    monkeypatch.setattr(EmailMessage, "send", refuse)
    actions.send_contents_link(world)

    assert send_due() == 0

    assert SENDER not in caplog.text.lower()
    assert not OutboxMail.objects.filter(last_error__icontains=SENDER).exists()


def test_forgetting_that_fails_says_no_more_than_what_failed(world, caplog, monkeypatch):
    kind = kind_of(world.submission_ptr)

    def fail(idea):
        raise ValueError(f"Failing row contains ({idea.title}, {idea.contact_email})")

    monkeypatch.setitem(kind.__dict__, "forget", fail)
    Submission.objects.filter(pk=world.pk).update(forget_on=timezone.localdate())

    assert forget_due() == 0

    assert world.reference in caplog.text
    assert "ValueError" in caplog.text
    assert SENDER not in caplog.text.lower()


def test_the_log_of_what_was_done_holds_neither(world):
    entries = AuditEntry.objects.filter(reference=world.reference)
    assert entries.count() > 10
    for entry in entries:
        text = f"{entry} {audit.audit_label(entry.action)} {entry.changes}".lower()
        assert SENDER not in text
        assert INTERN not in text
        assert audit.audit_label(entry.action) != entry.action, "an action without a name"


def test_no_row_is_called_by_what_somebody_typed(world):
    for model in apps.get_models():
        if model in {SubmissionTag, TaggedSubmission}:  # a word of the team is its name
            continue
        for row in model._base_manager.all()[:500]:
            called = str(row).lower()
            assert SENDER not in called, model
            assert INTERN not in called, model


def test_what_the_sender_gets_of_her_data_is_all_hers_and_nothing_of_the_team(world):
    said = str(subject_data(world))
    for word in ("titel", "vorhaben", "nutzen", "ort", "träger", "antwort"):
        assert f"anarien{word}" in said.lower(), word
    assert INTERN not in said.lower()

    packed = zipfile.ZipFile(io.BytesIO(exported(world)))
    for name in packed.namelist():
        assert INTERN not in name.lower()
        assert INTERN.encode() not in packed.read(name).lower(), name
    everything = b"".join(packed.read(name) for name in packed.namelist()).decode("latin-1")
    assert "Kanariennachricht" in everything
    assert "Kanarieninhalt" in everything


def exported(idea) -> bytes:
    return subject_zip(idea.submission_ptr, render=render)


def test_the_page_of_the_state_shows_neither_for_years(world, client):
    page = client.get(path_to(world)).content.decode().lower()

    assert world.reference.lower() in page
    assert INTERN not in page
    # The messages between both stand there; of the form nothing.
    assert SENDER not in page.replace("kanariennachricht", "")
    assert PHONE not in page


def test_the_page_of_the_contents_shows_what_is_hers_and_nothing_of_the_team(world, client):
    address = links.contents_link(world).removeprefix(settings.BASE_URL)
    page = client.get(address).content.decode().lower()

    assert "kanarientitel" in page
    assert "kanarienantwort" in page
    assert INTERN not in page


def test_no_public_page_answers_with_anything_of_it(world, client):
    for address in ("/", "/projektidee/", "/suche/?q=Kanarientitel", "/sitemap.xml"):
        answer = client.get(address, follow=True)
        text = answer.content.decode().lower().replace("?q=kanarientitel", "")
        text = text.replace("kanarientitel", "", 3)  # the search repeats what was asked
        assert "kanarienvorhaben" not in text
        assert world.reference.lower() not in text


# --- Afterwards ---------------------------------------------------------------------------------
def marked_files() -> list[Path]:
    """Files of the site, mails and private ones included, that hold the mark. Not the database."""
    return [
        path
        for path in Path(settings.DATA_DIR).rglob("*")
        if path.is_file()
        and not path.name.startswith("db.sqlite3")
        and (SENDER.encode() in path.read_bytes() or SENDER in path.name.lower())
    ]


def test_forgetting_leaves_no_trace_and_every_figure(world, django_capture_on_commit_callbacks):
    others = [idea_in(state) for state in (S.NEW, S.DECLINED, S.CARRIED_ON)]
    file = world.attachments.get().file
    assert file.storage.exists(file.name)
    assert len(marked_files()) == 1
    before, old_key = figures(), world.link_key
    Submission.objects.filter(pk=world.pk).update(forget_on=timezone.localdate())

    with django_capture_on_commit_callbacks(execute=True):
        assert forget_due() == 1

    assert tables_with(SENDER) == tables_with(PHONE) == set()
    assert old_key not in everything_stored()
    assert not file.storage.exists(file.name)
    assert marked_files() == []
    # Of the team's own words those stay that were about no idea.
    assert tables_with(INTERN) == {"ideas_adviceday", "submissions_submissiontag"}
    assert not world.mails.exists()
    assert figures() == before
    assert all(anew(each).contact_email for each in others)


@pytest.mark.parametrize("state", [state for state in S if state != S.DRAFT])
def test_in_every_state_it_is_forgotten_and_still_counted(state):
    idea = idea_in(state, title="Kanarientitel", contact_name="Kanarien Vogel")
    before = figures()

    assert forget(idea)

    assert tables_with(SENDER) == set()
    assert figures() == before


@pytest.mark.parametrize("state", [state for state in S if state != S.DRAFT])
def test_in_every_state_a_sender_may_be_erased_at_once(state):
    idea = idea_in(state, title="Kanarientitel", contact_name="Kanarien Vogel")
    worker = case_worker()

    actions.erase_idea(idea, by=worker)
    actions.erase_idea(anew(idea), by=worker)

    assert tables_with(SENDER) == set()
    lines = AuditEntry.objects.filter(reference=idea.reference)
    assert lines.filter(action="ideas.erase").count() == 1
    assert lines.filter(action="submissions.forget").count() == 1
    assert anew(idea).due is None
    # Nobody is left with work on something that says nothing any more.
    assert anew(idea).state not in {S.NEW, S.REVIEW, S.QUESTION, S.SCHEDULED}


def test_forgetting_a_second_time_says_so_and_writes_nothing():
    idea = IdeaFactory(reached=S.DECLINED)

    assert forget(idea) is True
    stored = everything_stored()
    assert forget(idea) is False

    assert everything_stored() == stored


def test_an_idea_on_an_agenda_that_is_erased_keeps_no_day_open():
    idea, worker = IdeaFactory(reached=S.SCHEDULED), case_worker()
    day = idea.rounds.get().day

    actions.erase_idea(idea, by=worker)
    actions.close_day(day, by=worker)

    assert day.closed_at


def test_a_decision_that_is_forgotten_is_still_a_decision():
    idea = IdeaFactory(reached=S.ADVISED)
    way = idea.rounds.get().way

    forget(idea)

    row = idea.rounds.get()
    assert (row.way, row.recommendation, row.decided_at is None) == (way, "entfernt", False)
    assert anew(idea).reason == "entfernt"


# --- In its time --------------------------------------------------------------------------------
MONTHS = {
    S.SUSPECT: 3,
    S.NEW: 36,
    S.REVIEW: 36,
    S.QUESTION: 36,
    S.SCHEDULED: 36,
    S.ADVISED: 36,
    S.CARRIED_ON: 36,
    S.DECLINED: 12,
    S.DUPLICATE: 6,
    S.WITHDRAWN: 1,
}


@pytest.mark.parametrize("state", S)
def test_each_outcome_has_its_time_to_the_day(state, monkeypatch):
    idea = idea_in(state) if state != S.DRAFT else actions.begin_idea({}, key="a" * 32)
    begun = timezone.localdate()
    days = {S.DRAFT: 30, S.SPAM: 14}
    last = begun + timezone.timedelta(days=days[state]) if state in days else None
    last = last or add_months(begun, MONTHS[state])

    assert anew(idea).forget_on == last == keep_until(state)
    monkeypatch.setattr(timezone, "localdate", lambda *now: last - timezone.timedelta(days=1))
    assert not due_to_forget().filter(pk=idea.pk).exists()
    monkeypatch.setattr(timezone, "localdate", lambda *now: last)
    assert due_to_forget().filter(pk=idea.pk).exists()


def test_the_periods_in_the_privacy_text_are_those_of_the_code():
    said = " ".join(each.how_long for each in periods.kept())

    for number in {*MONTHS.values()}:
        assert f"{number} Monat" in said
    assert "30 Tage" in said
    assert "14 Tage" in said


def test_a_dry_run_names_what_is_due_and_deletes_nothing(world, capsys):
    Submission.objects.filter(pk=world.pk).update(forget_on=timezone.localdate())
    before, files = everything_stored(), marked_files()
    capsys.readouterr()

    call_command("forget_expired", "--dry-run")

    assert capsys.readouterr().out == f"{world.reference} (idea)\n"
    assert everything_stored() == before
    assert marked_files() == files


def test_what_has_gone_on_in_the_meantime_is_not_forgotten(monkeypatch):
    idea, worker = IdeaFactory(reached=S.DECLINED), case_worker()
    Submission.objects.filter(pk=idea.pk).update(forget_on=timezone.localdate())
    found = list(due_to_forget())
    actions.resume(anew(idea), by=worker, seen=S.DECLINED)  # after the job has looked
    from submissions import retention

    assert [retention._forget_if_due(each) for each in found if each.pk == idea.pk] == [False]
    assert anew(idea).contact_email


def test_due_jobs_done_twice_do_the_same_as_once():
    draft = actions.begin_idea({"title": "Kanarienanfang"}, key="a" * 32)
    idea = IdeaFactory(reached=S.DECLINED, title="Kanarientitel")
    sent = IdeaFactory(reached=S.NEW)
    due = [draft.pk, idea.pk]
    Submission.objects.filter(pk__in=due).update(forget_on=timezone.localdate())

    assert actions.reap_drafts() == 1
    assert actions.reap_drafts() == 0
    assert forget_due() == 1
    stored = everything_stored()
    assert forget_due() == actions.reap_drafts() == 0

    assert everything_stored() == stored
    assert not ProjectIdea.objects.filter(pk=draft.pk).exists()
    assert tables_with(SENDER) == set()
    assert AuditEntry.objects.filter(action="submissions.forget").count() == 1
    assert anew(sent).contact_email


def test_a_draft_that_is_written_on_or_sent_while_drafts_are_cleared_away_stays(monkeypatch):
    from networks.ideas.actions import drafts

    kept, sent, gone = (actions.begin_idea({}, key=letter * 32) for letter in "abc")
    Submission.objects.filter(pk__in=[kept.pk, sent.pk, gone.pk]).update(
        forget_on=timezone.localdate()
    )
    found = [anew(each) for each in (kept, sent, gone)]
    actions.save_draft(anew(kept), {"title": "Weiter"})
    actions.receive_idea(anew(sent), consent=None)

    assert [drafts._reap(each) for each in found] == [False, False, True]
    assert ProjectIdea.objects.filter(pk__in=[kept.pk, sent.pk, gone.pk]).count() == 2


def test_a_draft_that_is_deleted_takes_its_files_and_mails_along(
    django_capture_on_commit_callbacks,
):
    idea = actions.begin_idea(everything_typed(), key="a" * 32)
    attach(idea, SimpleUploadedFile("Kanarienplan.txt", b"Kanarieninhalt\n", "text/plain"))
    actions.save_answers(idea, {extra_question(): "Kanarienantwort"})
    actions.send_draft_link(idea, "kanarien@vogel.example")
    assert len(marked_files()) == 1

    with django_capture_on_commit_callbacks(execute=True):
        actions.delete_draft(idea)

    assert tables_with(SENDER) == set()
    assert marked_files() == []
