"""Whatever is sent to the form and behind the links, no answer is an error of ours."""

import pytest
from django.core.cache import cache
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from networks.ideas.links import draft_path
from networks.ideas.models import ExtraQuestion, ProjectIdea, ProjectIdeaPage
from networks.ideas.states import IdeaState
from submissions.links import passing_token, path_to
from tests.networks.ideas.factories import IdeaFactory
from tests.networks.ideas.public_site import (
    FORM,
    LINK_AGAIN,
    contact,
    contents_path,
    first_step,
    sending,
    text_file,
)

pytestmark = pytest.mark.django_db
S = IdeaState
ODD = st.one_of(
    st.text(max_size=80),
    st.sampled_from(
        [
            "",
            "\x00",
            "\ud800",
            "x" * 6000,
            "99999999999999999999",
            "9" * 5000,
            "-1",
            "1e400",
            "'; DROP TABLE--",
            "{{ 7 }}{% debug %}",
            "%s%n{0}",
            "\r\nBcc: a@b.example",
            "<script>alert(1)</script>",
            "erika@post.example",
            "erika@web.con",
            "a@b." + "c" * 300,
            "ä@ö.example",
            "lausitz",
            "both",
            "draft",
        ]
    ),
)
STEPS = (
    "idea_draft",
    "idea_draft_idea",
    "idea_draft_attachments",
    "idea_draft_contact",
    "idea_draft_check",
    "idea_draft_later",
    "idea_draft_delete",
)
BELOW = (
    "idea_contents",
    "idea_contents_change",
    "idea_contents_answer",
    "idea_contents_showing",
    "idea_contents_withdraw",
    "idea_contents_erasure",
)
BOUNDED = {
    "max_examples": 15,
    "deadline": None,
    "database": None,
    "suppress_health_check": list(HealthCheck),
}
FINE = {200, 302, 303, 405, 409, 422, 429}


@pytest.fixture
def questions(db):
    """One question of each kind."""
    page = ProjectIdeaPage.objects.get()
    return [
        ExtraQuestion.objects.create(page=page, label=kind, answered=kind, choices="A\nB")
        for kind in ExtraQuestion.Answered.values
    ]


def fields(questions=()) -> list[str]:
    return [
        *first_step(),
        *contact(),
        *(f"frage_{each.pk}" for each in questions),
        *("consent", "consent_version", "may_be_shown", "asked_about", "version", "formular"),
        *("remove_attachment", "zurueck", "spaeter", "pruefen", "text", "seen", "email", "zeigen"),
    ]


def storable(values) -> dict:
    """As a browser can send it: halves of signs become something else on the way."""
    return {name: value.encode("utf-8", "replace").decode() for name, value in values.items()}


def says(data, questions=()) -> dict:
    """What somebody sends: odd words in some of the fields."""
    drawn = st.dictionaries(st.sampled_from(fields(questions)), ODD, max_size=8)
    return storable(data.draw(drawn))


def check(answer, fine=FINE):
    assert answer.status_code in fine, answer.status_code
    assert answer.cookies == {}
    if not answer.streaming:
        assert "<script>alert" not in answer.text


@settings(**BOUNDED)
@given(data=st.data())
def test_the_form_answers_whatever_is_typed(client, data):
    cache.clear()
    values = says(data)
    for address, said in ((FORM, storable(first_step())), (LINK_AGAIN, {})):
        check(client.get(address, values), {200})
        check(client.post(address, said | values))
        check(client.post(address, values))


@settings(**BOUNDED)
@given(data=st.data())
def test_the_steps_answer_whatever_is_typed(client, questions, data):
    cache.clear()
    values = says(data, questions)
    for name in STEPS:
        idea = IdeaFactory()
        path = draft_path(idea, name)
        check(client.get(path, values))
        check(client.post(path, first_step() | contact() | sending() | values))
        check(client.post(draft_path(idea), values), {*FINE, 404})


@settings(**BOUNDED)
@given(data=st.data(), state=st.sampled_from([S.NEW, S.QUESTION, S.SCHEDULED, S.WITHDRAWN]))
def test_what_is_behind_the_links_answers_whatever_is_sent(client, questions, data, state):
    cache.clear()
    values = says(data, questions)
    idea = IdeaFactory(reached=state)
    mark = passing_token(idea, "sending")
    paths = [path_to(idea), path_to(idea, "idea_status_send_link")]
    paths += [contents_path(idea, name) for name in BELOW]
    for path in paths:
        check(client.get(path, values))
        said = first_step() | contact() | {"version": str(idea.version), "formular": mark}
        check(client.post(path, said | values | {"attachments": text_file()}))
    late = path_to(idea, "idea_contents_answer", token="0" * 72)
    check(client.post(late, values), {*FINE, 404})
    assert ProjectIdea.objects.filter(pk=idea.pk).exists()


@settings(**BOUNDED)
@given(signed=ODD, token=ODD, number=st.integers(0, 10**40))
def test_odd_addresses_open_nothing(client, signed, token, number):
    words = [
        "".join(each for each in storable({"": word})[""] if each not in "/\x00") or "x"
        for word in (signed, token)
    ]
    for name in (*STEPS, *BELOW, "idea_status", "idea_status_send_link"):
        address = reverse(name, kwargs={"reference": words[0], "token": words[1]})
        for answer in (client.get(address), client.post(address, {"formular": words[1]})):
            check(answer, {301, 404, 405})
    check(client.get(reverse("idea_receipt", kwargs={"signed": words[0]})), {301, 404})
    idea = IdeaFactory(reached=S.NEW)
    check(client.get(f"{contents_path(idea)}anlagen/{number}/"), {404})


@pytest.mark.parametrize("name", [*STEPS, *BELOW])
def test_a_body_that_is_no_form_gets_an_answer(client, name):
    idea = IdeaFactory(reached=S.NEW if name in BELOW else S.DRAFT)
    path = contents_path(idea, name) if name in BELOW else draft_path(idea, name)
    for body, kind in (
        (b"{", "application/json"),
        (b"--x\r\nContent-Disposition: form-data", "multipart/form-data; boundary=x"),
        (b"", "multipart/form-data; boundary="),
        (b"a=" + b"%ff" * 50, "application/x-www-form-urlencoded"),
        (b"&".join(b"a%d=1" % n for n in range(2000)), "application/x-www-form-urlencoded"),
    ):
        answer = client.post(path, body, content_type=kind)
        assert answer.status_code in {*FINE, 400, 404, 413}
