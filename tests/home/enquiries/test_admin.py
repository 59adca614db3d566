"""The pages of one enquiry in the admin: who sees what, each step, and who was slower."""

import pytest
from django.urls import reverse

from home.enquiries import actions
from home.enquiries.models import Enquiry
from home.enquiries.states import EnquiryState
from home.enquiries.viewsets.steps import STEPS
from submissions.kinds import child_of, kind_of
from submissions.models import AuditEntry, Message, ReadMark, Submission
from submissions.policy import CHANGE, VIEW, may
from tests.exhibitions.bookings.factories import mails_to
from tests.exhibitions.bookings.public_site import words
from tests.factories import UserFactory
from tests.home.enquiries.factories import DraftFactory, EnquiryFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock", "nothing_came_in")]
S = EnquiryState
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def at(name, enquiry, *more) -> str:
    return reverse(f"enquiries:{name}", args=[enquiry.pk, *more])


@pytest.fixture
def desk(client, case_worker):
    """The browser of somebody who works on enquiries."""
    client.force_login(case_worker, backend=BACKEND)
    return client


def detail(client, enquiry) -> str:
    return words(client.get(at("inspect", enquiry)).text)


def test_a_report_is_readable_with_what_is_due_and_how_late_it_is(desk, clock):
    enquiry = EnquiryFactory(barrier=True)
    actions.take(enquiry, by=UserFactory())

    text = detail(desk, enquiry)
    for said in ("Barriere gemeldet", "/glossar/", "Wann tagt", "Erika Beispiel", "In Bearbeitung"):
        assert said in text
    assert "Fällig am Donnerstag, 24. Dezember 2026" in text
    assert "überfällig" not in text
    clock.pass_by(days=31)
    assert "überfällig" in detail(desk, enquiry)


def test_who_may_only_look_sees_no_person_and_no_button(client, onlooker):
    client.force_login(onlooker, backend=BACKEND)
    enquiry = EnquiryFactory(contact_phone="0351 4711")
    DraftFactory(submission=enquiry, text="NUR-ENTWURF")

    text = detail(client, enquiry)

    assert "Wann tagt" in text
    for hidden in ("Erika", "post.example", "0351", "Übernehmen", "NUR-ENTWURF"):
        assert hidden not in text
    for step in STEPS:
        assert client.post(at(step.name, enquiry), {"seen": enquiry.state}).status_code == 302
    assert client.get(at("send", enquiry)).status_code == 302
    assert Enquiry.objects.get().state == S.NEW


def test_without_the_right_nothing_of_it_is_there(client):
    enquiry = EnquiryFactory()
    stranger = UserFactory()

    for name in ("inspect", "send"):
        assert client.get(at(name, enquiry)).status_code == 302
    for user in (stranger, UserFactory(groups=["Redaktion"])):
        client.force_login(user, backend=BACKEND)
        for name in ("inspect", "send"):
            response = client.get(at(name, enquiry))
            assert response.status_code in {302, 403, 404}
            assert "Wann tagt" not in response.text


def test_the_rights_are_those_of_the_inbox(case_worker, onlooker):
    enquiry = EnquiryFactory()
    submission = Submission.objects.get(pk=enquiry.pk)

    assert (may(case_worker, VIEW, submission), may(case_worker, CHANGE, submission)) == (
        True,
        True,
    )
    assert (may(onlooker, VIEW, submission), may(onlooker, CHANGE, submission)) == (True, False)
    assert not may(UserFactory(), VIEW, submission)


def test_reading_is_noted_down_and_makes_it_read_for_the_reader_alone(desk, case_worker):
    enquiry = EnquiryFactory()

    desk.get(at("inspect", enquiry))

    assert [(entry.action, entry.actor_id) for entry in AuditEntry.objects.all()] == [
        ("read", case_worker.pk)
    ]
    assert [mark.user for mark in ReadMark.objects.all()] == [case_worker]


@pytest.mark.parametrize(
    ("step", "state"), [(step, state) for step in STEPS for state in EnquiryState]
)
def test_a_step_is_offered_and_done_where_it_exists_and_refused_elsewhere(desk, step, state):
    enquiry = EnquiryFactory(state=state)

    offered = step.label in detail(desk, enquiry)
    response = desk.post(at(step.name, enquiry), {"seen": state}, follow=True)

    assert offered == (state in step.states)
    assert (step.done in response.text) == offered
    assert ("Jemand war schneller" in response.text) != offered
    assert (Enquiry.objects.get().state != state) == offered


@pytest.mark.parametrize("step", STEPS)
def test_who_saw_an_older_state_is_told_that_somebody_was_faster(desk, step):
    seen = next(iter(step.states))
    enquiry = EnquiryFactory(state=S.WITHDRAWN)

    response = desk.post(at(step.name, enquiry), {"seen": seen}, follow=True)

    assert "Jemand war schneller: Der Vorgang steht jetzt auf „Zurückgezogen“" in response.text
    assert Enquiry.objects.get().state == S.WITHDRAWN
    assert mails_to(enquiry) == []


@pytest.mark.parametrize("seen", ["", "nonsense", "x" * 5000])
def test_odd_states_are_refused_kindly(desk, seen):
    enquiry = EnquiryFactory()

    for name in ("take", "close", "spam"):
        assert desk.post(at(name, enquiry), {"seen": seen}).status_code == 302
    assert Enquiry.objects.get().state == S.NEW


def test_a_message_is_written_released_as_a_question_and_answered(desk):
    enquiry = EnquiryFactory(state=S.OPEN)

    desk.post(reverse("inbox:draft", args=[enquiry.pk]), {"text": "Welche Seite?"})
    assert mails_to(enquiry) == []
    draft = Message.objects.get()
    page = desk.get(at("send", enquiry))
    assert "Welche Seite?" in page.text
    desk.post(at("send", enquiry), {"seen": "open", "message": draft.pk, "then": "ask"})
    enquiry.refresh_from_db()
    assert (enquiry.state, mails_to(enquiry)) == (S.QUESTION, ["submissions.message"])

    answer = DraftFactory(submission=enquiry, text="Erledigt.")
    desk.post(at("send", enquiry), {"seen": "question", "message": answer.pk, "then": "close"})
    enquiry.refresh_from_db()
    assert enquiry.state == S.CLOSED


def test_a_draft_stays_one_when_somebody_was_faster(desk):
    enquiry = EnquiryFactory(state=S.OPEN)
    draft = DraftFactory(submission=enquiry)
    Enquiry.objects.update(state=S.ANSWERED)
    values = {"seen": "open", "message": draft.pk, "then": "ask"}

    response = desk.post(at("send", enquiry), values, follow=True)

    assert "Jemand war schneller" in response.text
    assert Message.objects.get().state == Message.State.DRAFT
    assert mails_to(enquiry) == []


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"message": "99999", "then": "ask"},
        {"message": "x", "then": "ask"},
        {"message": "", "then": "nonsense"},
    ],
)
def test_a_release_says_what_is_missing(desk, values):
    enquiry = EnquiryFactory(state=S.OPEN)
    DraftFactory(submission=enquiry)
    stranger = DraftFactory()

    for data in (values, {"message": stranger.pk, "then": "ask"}):
        response = desk.post(at("send", enquiry), {"seen": "open", **data})
        assert response.status_code == 200
        assert response.context["form"].errors
    assert Enquiry.objects.get(pk=enquiry.pk).state == S.OPEN


def test_without_an_address_no_draft_leaves(desk):
    enquiry = EnquiryFactory(barrier=True, contact_email="")
    draft = DraftFactory(submission=enquiry)
    values = {"seen": "new", "message": draft.pk, "then": "ask"}

    text = detail(desk, enquiry)
    for unreachable in ("Nachricht freigeben", "Wir warten auf Antwort", "Ist beantwortet"):
        assert unreachable not in text
    answer = desk.post(at("send", enquiry), values, follow=True)
    assert "Ohne E-Mail-Adresse erreicht die Person keine Nachricht" in answer.text


def test_what_is_over_is_not_written_to(desk):
    enquiry = EnquiryFactory(state=S.CLOSED)
    DraftFactory(submission=enquiry)

    answer = desk.get(at("send", enquiry), follow=True)

    assert "Das geht jetzt nicht" in answer.text


def test_a_suspect_shows_why_and_is_released_by_the_inbox_too(desk, case_worker):
    enquiry = EnquiryFactory(state=S.SUSPECT)

    assert "Das Feld, das nur Programme sehen, war ausgefüllt" in detail(desk, enquiry)
    kind_of(enquiry).release(child_of(enquiry), by=case_worker)
    assert mails_to(enquiry) == ["enquiries.contact_received"]


def test_a_wish_for_deletion_is_seen_at_once(desk):
    enquiry = EnquiryFactory()
    actions.ask_deletion(enquiry)

    assert "Die Person bittet seit dem 24.11.2026 um Löschung." in detail(desk, enquiry)
    assert kind_of(enquiry).row(enquiry).note == "Löschung erbeten"


def test_a_row_of_the_list_names_nobody():
    report, question = EnquiryFactory(barrier=True), EnquiryFactory()
    unclear = EnquiryFactory(barrier=True, page="bei Erika Beispiel im Büro")

    titles = [kind_of(each).row(each).title for each in (report, question, unclear)]

    assert titles == [
        "Barriere gemeldet: /glossar/",
        "Kontaktformular: Fachnetzwerke",
        "Barriere gemeldet",
    ]


def test_the_page_keeps_its_query_budget(desk, django_assert_max_num_queries):
    enquiry = EnquiryFactory()
    for _ in range(5):
        DraftFactory(submission=enquiry)
    desk.get(at("inspect", enquiry))

    with django_assert_max_num_queries(34):
        desk.get(at("inspect", enquiry))
