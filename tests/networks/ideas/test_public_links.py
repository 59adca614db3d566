"""What is reached by a link: the state for years, the contents for ten minutes, and nobody else."""

import io
import re
import zipfile
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from networks.ideas import actions
from networks.ideas.links import contents_link
from networks.ideas.models import IdeaRules, ProjectIdea
from networks.ideas.states import IdeaState, PublicStep
from networks.ideas.views.standing import PLACES, Standing
from submissions.correspondence import add_note, draft_message, release_message
from submissions.links import passing_token, path_to, token_of
from submissions.models import Attachment, OutboxMail
from submissions.outbox import send_due
from tests.networks.ideas.factories import (
    AdviceDayFactory,
    IdeaFactory,
    case_worker,
    network,
)
from tests.networks.ideas.public_site import (
    LINK_AGAIN,
    contact,
    contents_path,
    dump,
    errors,
    first_step,
    mails,
    own_paths,
    sent,
    text_file,
    token,
    values_of,
    words,
)

pytestmark = pytest.mark.django_db
S, P = IdeaState, PublicStep
NOW = datetime.combine(datetime(2026, 11, 24).date(), time(10), ZoneInfo("Europe/Berlin"))
MARKER = "Geheimwort-Xanthippe"
BELOW = (
    "idea_contents",
    "idea_contents_change",
    "idea_contents_answer",
    "idea_contents_withdraw",
    "idea_contents_erasure",
)


class Clock:
    """What `timezone.now()` answers."""

    def __init__(self):
        self.now = NOW

    def pass_by(self, **duration):
        self.now += timedelta(**duration)


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(timezone, "now", lambda: clock.now)
    return clock


@pytest.fixture(autouse=True)
def nothing_came_in(db):
    ProjectIdea.objects.all().delete()
    OutboxMail.objects.all().delete()


@pytest.fixture
def idea(client):
    """An idea that was handed in by the form."""
    return sent(client)


def changes(idea, **values) -> dict:
    """The page with all answers, as a browser sends it."""
    said = first_step() | contact() | {"version": str(idea.version)}
    del said["form_token"], said["website"]
    return said | values


def sending(idea) -> dict:
    """What stands in every form of a page that is opened now."""
    return {"formular": passing_token(idea, "sending")}


def press(client, idea, name, **data):
    return client.post(contents_path(idea, name), data)


# --- Whose link it is -------------------------------------------------------------------------


def test_a_wrong_a_foreign_and_an_ended_link_look_the_same(client, idea, clock):
    other = IdeaFactory(reached=S.NEW)
    draft = IdeaFactory()
    forgotten = IdeaFactory(reached=S.NEW)
    ProjectIdea.objects.filter(pk=forgotten.pk).update(forgotten_at=clock.now)
    known, secret = idea.reference, token_of(idea)
    short = contents_path(idea)
    paths = [
        f"/vorgang/idee/{known}/{secret[:-1]}{'1' if secret[-1] == '0' else '0'}/",
        f"/vorgang/idee/{known}/x/",
        f"/vorgang/idee/{known}/{'ä' * 64}/",
        f"/vorgang/idee/{other.reference}/{secret}/",
        f"/vorgang/idee/GIBTESNICHT/{secret}/",
        f"/vorgang/idee/{known}/entwurf/{secret}/",
        f"/vorgang/idee/{known}/inhalt/{secret}/",
        f"/vorgang/idee/{known}/{token_of(idea, purpose='draft')}/",
        path_to(forgotten),
        path_to(draft),
        contents_path(draft),
        path_to(idea, "idea_contents", token=passing_token(idea, "sending")),
        path_to(idea, "idea_contents", token=passing_token(other, "contents")),
    ]
    answers = [client.get(path) for path in paths]
    clock.pass_by(minutes=11)
    answers.append(client.get(short))
    clock.pass_by(days=365 * 4)
    answers.append(client.get(path_to(idea)))
    answers.append(client.post(path_to(idea, "idea_status_send_link")))

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1
    assert LINK_AGAIN in answers[0].text


def test_all_pages_behind_a_key_are_for_one_person_only(client, idea):
    for path in (path_to(idea), *(contents_path(idea, name) for name in BELOW), LINK_AGAIN):
        page = client.get(path)
        assert page.status_code == 200
        assert page["Cache-Control"] == "private, no-store"
        assert "noindex" in page["X-Robots-Tag"]
        assert page["Referrer-Policy"] == "same-origin"
        assert page.cookies == {}
        title = page.text.partition("<title>")[2].partition("</title>")[0]
        assert "Kesselhaus" not in title + path
        assert path.split("/")[-2] not in page.text.partition("</main>")[2] or path == LINK_AGAIN


def test_another_site_can_press_no_button(client, idea):
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://elsewhere.example"}):
        for path in (
            path_to(idea, "idea_status_send_link"),
            *(contents_path(idea, name) for name in BELOW[1:]),
            contents_path(idea, "idea_contents_showing"),
        ):
            answer = client.post(path, changes(idea, seen=S.NEW, text="x"), headers=headers)
            assert (answer.status_code, answer["Cache-Control"]) == (403, "private, no-store")
    assert mails() == ["idea.received"]


def test_who_opens_all_links_of_all_mails_three_times_changes_nothing(client, idea, mailoutbox):
    client.post(path_to(idea, "idea_status_send_link"))
    OutboxMail.objects.update(next_attempt_at=timezone.now())
    send_due()
    links = {
        re.sub(r"^https?://[^/]+", "", link)
        for mail in mailoutbox
        for link in re.findall(r"https?://\S+", mail.body)
    }
    below = {path for link in links for path in own_paths(client.get(link).text)}
    before = dump()
    for path in sorted(links | below) * 3:
        assert client.get(path).status_code in {200, 302, 404, 405}
        client.head(path)

    assert sum("/inhalt/" in path for path in below) >= 5
    assert dump() == before


@pytest.mark.parametrize(
    "name", ["idea_status_send_link", "idea_contents_showing", "idea_contents_answer"]
)
def test_opening_a_button_does_nothing(client, idea, name):
    path = path_to(idea, name) if "status" in name else contents_path(idea, name)
    before = dump()

    assert client.get(path).status_code in {200, 405}
    assert dump() == before


# --- The state --------------------------------------------------------------------------------

HEADLINES = {
    S.SUSPECT: "Ihre Idee ist bei uns",
    S.NEW: "Ihre Idee ist bei uns",
    S.REVIEW: "Ihre Idee wird geprüft",
    S.QUESTION: "Wir haben eine Rückfrage",
    S.SCHEDULED: "Ihre Idee kommt in die Beratung",
    S.ADVISED: "Die Empfehlung liegt vor",
    S.CARRIED_ON: "Die Empfehlung liegt vor",
    S.DECLINED: "Ihre Idee ist abgeschlossen",
    S.DUPLICATE: "Ihre Idee ist abgeschlossen",
    S.WITHDRAWN: "Ihre Idee ist zurückgezogen",
}


@pytest.mark.parametrize("state", HEADLINES)
def test_the_page_says_the_step_and_nothing_that_is_internal(client, state):
    worker = case_worker(first_name="Sabine", last_name=MARKER)
    idea = IdeaFactory(
        title=MARKER,
        description=MARKER,
        sponsor=MARKER,
        contact_name=MARKER,
        reached=state,
        by=worker,
    )
    add_note(idea, by=worker, text=MARKER)
    draft_message(idea, by=worker, text=MARKER)
    ProjectIdea.objects.filter(pk=idea.pk).update(
        routing_reason=MARKER, suspicion="honeypot", reason=MARKER
    )
    page = client.get(path_to(idea))
    text = words(page.text)

    assert HEADLINES[state] in text
    assert page.status_code == 200
    assert MARKER not in page.text
    assert idea.contact_email not in page.text
    assert "honeypot" not in page.text
    assert "Suspect" not in page.text
    hidden = {each.label for each in S} - {each.label for each in P} - {"Beraten"}
    assert [label for label in hidden if label in text] == []


@pytest.mark.parametrize(("step", "place"), PLACES.items())
def test_the_way_is_drawn_as_far_as_it_has_come(client, step, place):
    states = {P.RECEIVED: S.NEW, P.REVIEW: S.REVIEW, P.QUESTION: S.QUESTION}
    states |= {P.SCHEDULED: S.SCHEDULED, P.ADVISED: S.ADVISED}
    idea = IdeaFactory(reached=states[step])
    way = Standing(idea).way

    assert [each.is_here for each in way].index(True) == place - 1
    assert sum(each.is_done for each in way) == place - 1
    html = client.get(path_to(idea)).text
    assert html.count('aria-current="step"') == 1
    assert html.count("Hier steht Ihre Idee") == 1


def test_the_page_names_who_is_in_charge_and_by_when(client, clock):
    idea = IdeaFactory(reached=S.NEW)
    text = words(client.get(path_to(idea)).text)

    assert network().title in text
    assert "Dienstag, 8. Dezember 2026" in text
    clock.pass_by(days=20)
    assert "Das haben wir nicht geschafft" in words(client.get(path_to(idea)).text)


def test_while_no_network_is_in_charge_the_manager_of_the_revier_is_named(client):
    idea = IdeaFactory(focus_area=None, reached=S.NEW)

    text = words(client.get(path_to(idea)).text)
    assert "wird gerade zugeordnet" in text
    assert "Markus Gießler" in text
    assert "Uwe Bruchmüller" not in text


def test_the_day_of_the_advice_is_told(client):
    idea = IdeaFactory(reached=S.REVIEW)
    day = AdviceDayFactory()
    actions.schedule(idea, day, by=case_worker(), seen=S.REVIEW)

    assert "Beratungstag" in words(client.get(path_to(idea)).text)


def test_what_the_team_wrote_is_shown_and_what_the_sender_wrote_is_only_counted(client, idea):
    worker = case_worker()
    actions.take_up(idea, by=worker, seen=S.NEW)
    actions.ask_sender(idea, by=worker, seen=S.REVIEW, text="Wo genau?\n\nUnd wann?")
    actions.answer(idea, MARKER)
    text = words(client.get(path_to(idea)).text)

    assert "2 Nachrichten" in text
    assert "Wo genau?" in text
    assert "haben Sie uns geschrieben" in text
    assert MARKER not in text
    assert MARKER in words(client.get(contents_path(idea)).text)


def test_the_second_link_is_mailed_and_not_without_end(client, idea):
    path = path_to(idea, "idea_status_send_link")
    answers = [client.post(path) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [303, 303, 303, 429]
    assert mails() == ["idea.received", *["idea.contents"] * 3]
    text = words(client.get(answers[0]["Location"]).text)
    assert "Der Link ist unterwegs an e•••@stadtwerke.example." in text
    assert "Er gilt 10 Minuten." in text
    assert answers[-1].text.partition("<title>")[2].split()[0] == "Fehler:"


def test_the_mailed_link_opens_the_contents(client, idea):
    link = contents_link(idea)

    assert client.get(re.sub(r"^https?://[^/]+", "", link)).status_code == 200


# --- The contents -----------------------------------------------------------------------------


def test_everything_that_was_sent_is_there(client):
    idea = sent(client, benefit="Weniger <b>Abwärme</b>")
    page = client.get(contents_path(idea))

    text = words(page.text)
    for said in (*first_step(benefit="").values(), *contact().values()):
        if said and said not in {"lausitz", "energiemodellregion"} and ":" not in said:
            assert said in text
    assert "Weniger &lt;b&gt;Abwärme" in page.text
    assert "Lausitzer Revier" in text
    assert "Eingewilligt in Fassung" in text


def test_own_files_can_be_had_once_they_are_clean(client, idea):
    client.post(contents_path(idea, "idea_contents_change"), changes(idea, attachments=text_file()))
    file = idea.attachments.get()
    path = contents_path(idea) + f"anlagen/{file.pk}/"

    Attachment.objects.update(scan="pending", scanned_at=None)
    assert client.get(path).status_code == 404
    assert "wird noch auf Schadsoftware geprüft" in words(client.get(contents_path(idea)).text)
    Attachment.objects.update(scan="clean", scanned_at=timezone.now())
    answer = client.get(path)
    assert b"".join(answer.streaming_content) == b"Eine Skizze"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Cache-Control"] == "private, no-store"
    other = IdeaFactory(reached=S.NEW)
    assert client.get(contents_path(other) + f"anlagen/{file.pk}/").status_code == 404
    assert client.get(contents_path(idea) + f"anlagen/{10**30}/").status_code == 404


def test_a_message_is_written_and_a_question_answered(client):
    idea = IdeaFactory(reached=S.QUESTION)
    answer = press(client, idea, "idea_contents_answer", text="Im alten Kesselhaus.")

    assert answer.status_code == 303
    idea.refresh_from_db()
    assert idea.state == S.REVIEW
    assert "Im alten Kesselhaus." in words(client.get(answer["Location"]).text)
    empty = press(client, idea, "idea_contents_answer", text="")
    assert (empty.status_code, set(errors(empty))) == (422, {"text"})
    assert empty.text.partition("<title>")[2].split()[0] == "Fehler:"


def test_messages_are_not_taken_without_end(client, idea):
    for _ in range(20):
        press(client, idea, "idea_contents_answer", text="Hallo")
    answer = press(client, idea, "idea_contents_answer", text="Noch eine")

    assert answer.status_code == 429
    assert "Noch eine" in answer.text
    assert idea.messages.count() == 20


def test_the_sender_changes_everything_until_somebody_judges(client, idea):
    page = client.get(contents_path(idea, "idea_contents_change"))
    assert values_of(page.text)["title"] == idea.title
    answer = press(
        client,
        idea,
        "idea_contents_change",
        **changes(idea, title="Beispiel-Idee: neu", contact_phone="0351", where="both"),
        attachments=text_file(),
    )

    assert answer.status_code == 303
    idea.refresh_from_db()
    assert (idea.title, idea.contact_phone, idea.region) == ("Beispiel-Idee: neu", "0351", None)
    assert [each.name for each in idea.attachments.all()] == ["skizze.txt"]
    assert "Ihre Änderungen sind gespeichert." in words(client.get(answer["Location"]).text)


def test_an_error_in_the_changes_keeps_words_and_files(client, idea):
    answer = press(
        client,
        idea,
        "idea_contents_change",
        **changes(idea, title="", place="Anderswo"),
        attachments=text_file(),
    )

    assert (answer.status_code, set(errors(answer))) == (422, {"title"})
    assert values_of(answer.text)["place"] == "Anderswo"
    assert "skizze.txt" in words(answer.text)
    file = idea.attachments.get()
    answer = press(
        client,
        idea,
        "idea_contents_change",
        **changes(idea, title="", place="Anderswo", remove_attachment=str(file.pk)),
    )
    assert answer.status_code == 200
    assert values_of(answer.text)["place"] == "Anderswo"
    assert not idea.attachments.exists()


def test_who_changes_what_was_changed_elsewhere_may_send_again(client, idea):
    old = changes(idea, title="Beispiel-Idee: aus dem ersten Fenster")
    press(client, idea, "idea_contents_change", **changes(idea, title="Beispiel-Idee: zweites"))
    answer = press(client, idea, "idea_contents_change", **old)

    assert answer.status_code == 409
    assert answer.text.partition("<title>")[2].split()[0] == "Fehler:"
    assert values_of(answer.text)["title"] == old["title"]
    again = old | {"version": values_of(answer.text)["version"]}
    assert press(client, idea, "idea_contents_change", **again).status_code == 303


def test_who_changes_while_somebody_judges_keeps_what_was_typed(client, idea):
    data = changes(idea, description="Noch ein Absatz <b>")
    actions.take_up(idea, by=case_worker(last_name=MARKER), seen=S.NEW)
    answer = press(client, idea, "idea_contents_change", **data)

    assert answer.status_code == 409
    assert "Noch ein Absatz &lt;b&gt;" in answer.text
    assert "Wird geprüft" in words(answer.text)
    assert MARKER not in answer.text
    idea.refresh_from_db()
    assert idea.description == first_step()["description"]


def test_withdrawing_is_asked_once(client, idea):
    path = contents_path(idea, "idea_contents_withdraw")
    page = client.get(path)
    answer = client.post(path, {"seen": values_of(page.text)["seen"]})

    assert answer.status_code == 303
    idea.refresh_from_db()
    assert idea.state == S.WITHDRAWN
    assert mails() == ["idea.received", "idea.withdrawn"]
    again = client.post(path, {"seen": S.NEW})
    assert again.status_code == 409
    assert client.get(path).status_code == 409
    for odd in ("", "withdrawn", "draft", "x" * 300, "\x00"):
        assert client.post(path, {"seen": odd}).status_code == 409


def test_who_withdraws_what_moved_on_is_told_and_sees_no_name(client, idea):
    actions.take_up(idea, by=case_worker(last_name=MARKER), seen=S.NEW)
    answer = press(client, idea, "idea_contents_withdraw", seen=S.NEW)

    assert answer.status_code == 409
    assert "Wird geprüft" in words(answer.text)
    assert MARKER not in answer.text


def test_the_sender_decides_at_any_time_whether_it_may_be_shown(client):
    idea = IdeaFactory(reached=S.CARRIED_ON)
    for word, allowed in (("ja", True), ("ja", True), ("nein", False), ("odd", False)):
        answer = press(client, idea, "idea_contents_showing", zeigen=word)
        idea.refresh_from_db()
        assert (answer.status_code, idea.may_be_shown) == (303, allowed)


def test_deletion_is_asked_for_once_with_the_day_by_which_it_is_done(client, idea):
    path = contents_path(idea, "idea_contents_erasure")
    assert re.search(r"Bis \w+, \d+\. \w+ \d{4} löschen wir", words(client.get(path).text))
    client.post(path)
    client.post(path)

    assert mails() == ["idea.received", "idea.erasure"]
    idea.refresh_from_db()
    assert idea.erasure_asked_at
    assert "Löschung ist erbeten" in words(client.get(contents_path(idea)).text)


def test_own_data_can_be_taken_along_and_hold_nothing_internal(client):
    worker = case_worker(first_name="Sabine", last_name=MARKER)
    idea = IdeaFactory(reached=S.REVIEW, by=worker)
    add_note(idea, by=worker, text=MARKER)
    draft_message(idea, by=worker, text=MARKER)
    path = contents_path(idea) + "auskunft.zip"
    before = dump()
    answer = client.get(path)

    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Disposition"].startswith("attachment")
    packed = zipfile.ZipFile(io.BytesIO(answer.content))
    assert {"daten.json", "daten.pdf"} <= set(packed.namelist())
    told = packed.read("daten.json").decode()
    assert idea.title in told
    assert MARKER not in told
    assert dump() == before


# --- The ten minutes are over -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("idea_contents_answer", {"text": "Lange nachgedacht."}),
        ("idea_contents_withdraw", {"seen": "new"}),
        ("idea_contents_showing", {"zeigen": "ja"}),
        ("idea_contents_erasure", {}),
        ("idea_contents_change", None),
    ],
)
def test_a_form_opened_in_time_is_taken_later(client, clock, name, data):
    idea = sent(client)
    path = contents_path(idea, name)
    data = sending(idea) | (changes(idea, title="Beispiel-Idee: spät") if data is None else data)
    clock.pass_by(minutes=100)

    assert client.get(path).status_code in {404, 405}
    answer = client.post(path, data)
    assert answer.status_code == 303
    assert answer["Location"].startswith(path_to(idea))
    assert client.get(answer["Location"]).status_code == 200


def test_an_error_after_the_ten_minutes_keeps_the_words_and_shows_nothing_else(client, clock):
    idea = sent(client)
    path = contents_path(idea, "idea_contents_answer")
    clock_data = sending(idea)
    clock.pass_by(minutes=100)
    answer = client.post(path, clock_data | {"text": "x" * 5001})

    assert answer.status_code == 422
    assert "x" * 5001 in answer.text
    assert values_of(answer.text)["formular"] == clock_data["formular"]
    assert "Kesselhaus" not in answer.text


def test_after_two_hours_what_was_typed_can_be_copied(client, clock):
    idea = sent(client)
    path = contents_path(idea, "idea_contents_answer")
    data = sending(idea) | {"text": "Lange <b>nachgedacht"}
    clock.pass_by(hours=3)
    answer = client.post(path, data)

    assert answer.status_code == 404
    assert "Lange &lt;b&gt;nachgedacht" in answer.text
    assert not idea.messages.exists()


def test_the_mark_of_one_idea_opens_no_other(client, clock):
    idea, other = sent(client), IdeaFactory(reached=S.NEW)
    path = contents_path(idea, "idea_contents_answer")
    clock.pass_by(minutes=11)

    assert client.post(path, sending(other) | {"text": "Hallo"}).status_code == 404


# --- The link once more -----------------------------------------------------------------------


def test_known_and_unknown_addresses_get_the_same_answer(client, idea):
    known, unknown = (
        client.post(LINK_AGAIN, {"email": email, "form_token": token()})
        for email in ("erika@stadtwerke.example", "niemand@stadtwerke.example")
    )

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert known.content == unknown.content
    assert mails() == ["idea.received", "idea.link"]
    assert "Wenn es zu dieser Adresse eine Projektidee gibt" in words(
        client.get(known["Location"]).text
    )


def test_wrong_words_and_too_many_are_told(client):
    wrong = client.post(LINK_AGAIN, {"email": "erika", "form_token": token()})
    assert (wrong.status_code, set(errors(wrong))) == (422, {"email"})
    answers = [
        client.post(LINK_AGAIN, {"email": f"{n}@x.example", "form_token": token()}).status_code
        for n in range(21)
    ]
    assert answers == [303] * 20 + [429]


# --- What became of it ------------------------------------------------------------------------


def test_stories_are_listed_and_tell_place_schwerpunkt_revier_and_standing(client):
    listed = words(client.get("/projektidee/was-daraus-wurde/").text)
    story = words(client.get("/projektidee/was-daraus-wurde/beispiel-waermespeicher/").text)

    for text in (listed, story):
        for said in ("Musterstadt", "Energiemodellregion", "Lausitzer Revier", "bereitet einen"):
            assert said in text


# --- Queries ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "most"), [("idea_status", 12), ("idea_contents", 16)])
def test_each_page_keeps_its_budget_of_queries(client, name, most, django_assert_max_num_queries):
    idea, worker = IdeaFactory(reached=S.REVIEW), case_worker()
    for number in range(10):
        release_message(draft_message(idea, by=worker, text=f"Nachricht {number}"), by=worker)
    path = path_to(idea) if name == "idea_status" else contents_path(idea)
    client.get(path)

    with django_assert_max_num_queries(most):
        assert client.get(path).status_code == 200


def test_a_phone_is_named_where_somebody_is_stuck(client):
    IdeaRules.objects.update_or_create(pk=1, defaults={"phone": "0351 000"})

    assert "0351 000" in client.get("/vorgang/idee/A/B/").text
