"""The dossier of a day as PDF."""

import subprocess

import pytest

from networks.ideas import actions
from networks.ideas.dossier import dossier_of
from networks.ideas.models import Answer, Criterion
from networks.ideas.states import IdeaState
from submissions.models import Attachment, AuditEntry
from tests.networks.ideas.advice_places import Advice
from tests.networks.ideas.factories import MITTELDEUTSCHLAND, IdeaFactory, network, network_manager
from tests.services import found

pytestmark = pytest.mark.django_db


def read(pdf: bytes) -> str:
    answer = subprocess.run(
        [found("poppler"), "-raw", "-", "-"], input=pdf, capture_output=True, check=True, timeout=60
    )
    return " ".join(answer.stdout.decode().split())


@pytest.fixture
def advice():
    idea = IdeaFactory(
        title="Beispiel-Idee: Speicher",
        description="Erster Absatz.\n\nZweiter Absatz.",
        benefit="Wärme für alle.",
        place="Musterstadt",
        sponsor="Beispiel-Stadtwerke",
        contact_name="Erika Geheim",
        contact_email="geheim@stadtwerke.example",
        contact_phone="0351 998877",
        reached=IdeaState.SCHEDULED,
    )
    Answer.objects.create(idea=idea, asked="Wer ist beteiligt?", text="Die Gemeinde.")
    Attachment.objects.create(
        submission=idea, name="lageplan.pdf", size=3, sha256="0" * 64, file="x"
    )
    advice = Advice(idea)
    type(advice.day).objects.filter(pk=advice.day.pk).update(
        place="Bautzen", note="Bitte pünktlich.\nMit Ausweis."
    )
    return advice


@pytest.mark.needs("poppler")
def test_the_dossier_says_what_is_on_the_agenda_and_asks_the_criteria(client, advice):
    client.force_login(advice.worker)

    answer = client.get(advice.url("dossier"))
    text = read(answer.content)

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment; filename=")
    for words in [
        "Dossier zum Beratungstag",
        "Ort Bautzen",
        "Bitte pünktlich. Mit Ausweis.",
        "1 Beispiel-Idee: Speicher",
        advice.idea.reference,
        "Schwerpunkt Energiemodellregion",
        "Revier Lausitzer Revier",
        "Projektträger Beispiel-Stadtwerke",
        "Erster Absatz. Zweiter Absatz.",
        "Wärme für alle.",
        "Wer ist beteiligt? Die Gemeinde.",
        "lageplan.pdf",
        "Schritt 1: Fachnetzwerk (Expertenbeirat): fachliche Bewertung",
        "Schritt 3: Fachgruppe Förderung: Förderfähigkeit",
        "Passt zur Strategie",
        "Notizen",
    ]:
        assert words in text, words


@pytest.mark.needs("poppler")
def test_nobodys_contact_is_in_it(client, advice):
    client.force_login(advice.worker)

    text = read(client.get(advice.url("dossier")).content)

    for secret in ["Geheim", "geheim", "stadtwerke.example", "998877"]:
        assert secret not in text


@pytest.mark.needs("poppler")
@pytest.mark.parametrize(
    "evil",
    [
        '#panic("x")',
        '#read("letter.typ")',
        "$x$ *fett* _kursiv_ `roh` <marke> @quelle = Überschrift",
        '"] #sys.inputs [',
        "\\u{202e} \u202e \x00 \x07 \ud7ff 🚀 ﷽",
        "x" * 4000,
        '=HYPERLINK("http://x")',
    ],
)
def test_whatever_was_typed_is_text(advice, evil):
    idea = advice.idea
    idea.title, idea.description, idea.sponsor = evil[:150], evil, evil[:160]
    idea.place, idea.benefit = evil[:120], evil[:2000]
    advice_round = advice.round
    advice_round.idea = idea
    day = advice.day
    day.place, day.note = evil[:160], evil[:2000]

    text = read(dossier_of(day, [advice_round]).content)

    assert "Tagesordnung" in text
    if evil.startswith(("#", '"', "=", "$")):
        assert evil in text


@pytest.mark.needs("poppler")
def test_who_gives_advice_gets_it_with_what_she_may_see(client, advice):
    foreign = IdeaFactory(title="Ganz fremd", reached=IdeaState.REVIEW)
    actions.assign_network(
        foreign,
        network(region=MITTELDEUTSCHLAND),
        by=advice.worker,
        seen_version=foreign.version,
        reason="Dort.",
    )
    actions.schedule(foreign, advice.day, by=advice.worker, seen=IdeaState.REVIEW)

    texts = {}
    for step, expert in advice.experts.items():
        client.force_login(expert)
        texts[str(step)] = read(client.get(advice.url("dossier")).content)

    assert {step: "Ganz fremd" in text for step, text in texts.items()} == {
        "technical": False,
        "regional": True,
        "funding": True,
    }
    assert all("Speicher" in text for text in texts.values())


def test_who_sees_nothing_of_the_day_gets_none(client, advice):
    from tests.networks.ideas.factories import adviser

    client.force_login(adviser(of=network(region=MITTELDEUTSCHLAND)))

    assert client.get(advice.url("dossier")).status_code == 404


def test_the_download_stands_in_the_history_of_each_idea(client, advice):
    client.force_login(advice.experts["regional"])

    client.get(advice.url("dossier"))

    entry = AuditEntry.objects.get(action="ideas.dossier")
    assert entry.reference == advice.idea.reference
    assert entry.actor_id == advice.experts["regional"].pk
    assert entry.changes == {"day": f"{advice.day.date:%Y-%m-%d}"}


@pytest.mark.needs("poppler")
def test_a_day_without_agenda_and_criteria_makes_a_dossier_too(client, advice):
    day = advice.day
    actions.unschedule(advice.idea, by=advice.worker, seen=IdeaState.SCHEDULED)
    Criterion.objects.all().update(is_active=False)

    assert "steht noch nichts" in read(dossier_of(day, []).content)


def test_equal_data_gives_equal_bytes(advice):
    first, second = (dossier_of(advice.day, [advice.round]).content for _ in range(2))

    assert first == second


def test_a_manager_of_another_network_gets_the_day_without_the_idea(client, advice):
    client.force_login(network_manager(network(region=MITTELDEUTSCHLAND)))

    assert client.get(advice.url("dossier")).status_code == 200
