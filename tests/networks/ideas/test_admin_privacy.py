"""What a sender may ask for: a copy of her data, and that they go."""

import io
import json
import subprocess
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from networks.ideas import actions
from networks.ideas.models import Answer, GroupOpinion, Vote
from networks.ideas.states import IdeaState
from submissions.correspondence import add_note, draft_message, receive_message, release_message
from submissions.models import Attachment, AuditEntry
from tests.networks.ideas.factories import (
    ConsentTextFactory,
    IdeaFactory,
    bring_to,
    case_worker,
    network,
    network_manager,
)
from tests.services import found
from tests.submissions.every_table import everything_stored

pytestmark = pytest.mark.django_db
INTERNAL = "Marker-Intern"
OWN = "Marker-Eigen"


@pytest.fixture
def worker(db):
    return case_worker(first_name="Wilma", last_name="Werkmarker")


@pytest.fixture
def office(client, worker):
    client.force_login(worker)
    return client


@pytest.fixture
def idea(worker):
    """An idea with everything that there can be about one."""
    idea = IdeaFactory(
        title=f"{OWN} Titel",
        description=f"{OWN} Absatz eins\n\n{OWN} Absatz zwei",
        contact_name=f"{OWN} Name",
    )
    Answer.objects.create(idea=idea, asked="Wer macht mit?", text=f"{OWN} Antwort")
    attach(idea, "plan.pdf", Attachment.Scan.CLEAN)
    attach(idea, "neu.pdf", Attachment.Scan.PENDING)
    actions.receive_idea(idea, consent=ConsentTextFactory())
    bring_to(idea, IdeaState.ADVISED, by=worker)
    receive_message(idea, f"{OWN} Nachricht")
    add_note(idea, by=worker, text=f"{INTERNAL} Notiz")
    for draft in idea.messages.filter(state="draft"):
        release_message(draft, by=worker)
    draft_message(idea, by=worker, text=f"{INTERNAL} Entwurf")
    last = idea.rounds.get()
    Vote.objects.create(round=last, step="technical", person=worker, text=f"{INTERNAL} Votum")
    GroupOpinion.objects.update(text=f"{INTERNAL} Protokoll")
    return idea


def attach(idea, name, scan):
    attachment = Attachment(
        submission=idea, name=name, content_type="application/pdf", size=5, sha256="", scan=scan
    )
    if scan == Attachment.Scan.CLEAN:
        attachment.scanned_at = idea.created_at
    attachment.file.save(name, ContentFile(b"%PDF-"))


def page(name, idea):
    return reverse(f"ideas:{name}", args=[idea.pk])


def copy_of(client, idea):
    answer = client.post(page("subject_export", idea))
    assert answer.headers["Content-Type"] == "application/zip"
    return zipfile.ZipFile(io.BytesIO(answer.content))


# --- The copy ---------------------------------------------------------------------------------
def test_the_copy_holds_all_that_the_sender_gave_as_data_as_pdf_and_the_files(office, idea):
    archive = copy_of(office, idea)

    assert archive.namelist() == ["daten.json", "daten.pdf", "anlagen/01-plan.pdf"]
    assert archive.read("anlagen/01-plan.pdf") == b"%PDF-"
    assert archive.read("daten.pdf").startswith(b"%PDF-1.7")
    data = json.loads(archive.read("daten.json"))
    assert data["Vorgangsnummer"] == idea.reference
    assert data["Kontakt"]["Name"] == f"{OWN} Name"
    assert data["Angaben"]["Wer macht mit?"] == f"{OWN} Antwort"
    assert f"{OWN} Nachricht" in [each["Text"] for each in data["Nachrichten"]]
    open_file, locked_file = (each["Datei"] for each in data["Anlagen"])
    assert open_file == "anlagen/01-plan.pdf"
    assert "nicht enthalten" in locked_file


def test_the_copy_holds_nothing_internal_and_nobody_of_the_team(office, idea):
    archive = copy_of(office, idea)

    for name in archive.namelist():
        content = archive.read(name)
        assert INTERNAL.encode() not in content
        assert b"Werkmarker" not in content


@pytest.mark.needs("poppler")
def test_the_pdf_says_the_same_for_people(office, idea):
    text = words_of(copy_of(office, idea).read("daten.pdf"))

    for words in (idea.reference, f"{OWN} Titel", f"{OWN} Absatz zwei", f"{OWN} Antwort"):
        assert words in text
    assert INTERNAL not in text


def words_of(pdf):
    done = subprocess.run([found("poppler"), "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def test_the_log_says_that_a_copy_was_made(office, idea, worker):
    copy_of(office, idea)

    entry = AuditEntry.objects.get(action="ideas.subject_export")
    assert (entry.reference, entry.actor_id) == (idea.reference, worker.pk)


def test_a_copy_is_made_by_a_button_only_and_even_of_an_empty_idea(office):
    empty = IdeaFactory(title="", description="", contact_name="", reached=IdeaState.NEW)

    assert office.get(page("subject_export", empty)).status_code == 405
    assert "daten.pdf" in copy_of(office, empty).namelist()


# --- The erasure ------------------------------------------------------------------------------
def test_what_goes_is_counted_before_it_goes(office, idea):
    going = {each.what: each.number for each in office.get(page("privacy", idea)).context["going"]}

    assert going["Anlagen"] == 2
    assert going["Interne Notizen"] == 1
    assert going["Antworten auf zusätzliche Fragen"] == 1
    assert going["Begründungen in Voten"] == 1
    assert going["Protokolle der Gruppen"] == 3
    assert "Gründe von Interessenkonflikten" not in going
    assert OWN in everything_stored()


@pytest.mark.parametrize("typed", ["", "ja", "falsch"])
def test_nothing_goes_without_the_number(office, idea, typed):
    answer = office.post(page("privacy", idea), {"seen": idea.state, "confirmation": typed})

    idea.refresh_from_db()
    assert idea.forgotten_at is None
    assert "Vorgangsnummer" in answer.text


def test_nothing_goes_when_somebody_was_faster(office, idea, worker):
    seen = idea.state
    actions.carry_on(idea, by=worker, seen=seen, text="Der Antrag ist gestellt.")

    answer = office.post(page("privacy", idea), {"seen": seen, "confirmation": idea.reference})

    idea.refresh_from_db()
    assert "Jemand war schneller" in answer.text
    assert idea.forgotten_at is None


def test_with_the_number_every_word_goes(office, idea):
    typed = f" {idea.reference.lower()} "

    answer = office.post(
        page("privacy", idea), {"seen": idea.state, "confirmation": typed}, follow=True
    )

    assert "sind gelöscht" in answer.text
    idea.refresh_from_db()
    assert idea.forgotten_at
    assert OWN not in everything_stored()
    assert INTERNAL not in everything_stored()
    assert not AuditEntry.objects.filter(action="ideas.erase").exclude(changes={}).exists()


def test_a_network_manager_makes_copies_but_does_not_erase(client):
    idea = IdeaFactory(reached=IdeaState.REVIEW)
    client.force_login(network_manager(network()))

    text = client.get(page("privacy", idea)).text
    assert "Endgültig löschen" not in text
    assert "Löschen kann die Sachbearbeitung." in text
    client.post(page("privacy", idea), {"seen": idea.state, "confirmation": idea.reference})

    idea.refresh_from_db()
    assert idea.forgotten_at is None
    assert copy_of(client, idea).namelist()
