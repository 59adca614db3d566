"""Whatever is sent, there is an answer that is no error of ours."""

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from home.enquiries.models import Enquiry
from home.enquiries.states import EnquiryState
from home.enquiries.viewsets.steps import STEPS
from submissions.links import path_to
from tests.home.enquiries.factories import (
    BARRIER_FORM,
    CONTACT_FORM,
    LINK_AGAIN,
    DraftFactory,
    EnquiryFactory,
    question,
    report,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_came_in")]

ODD = st.one_of(
    st.text(max_size=80),
    st.sampled_from(
        [
            "",
            "\x00",
            "\ud800",
            "x" * 6000,
            "99999999999999999999",
            "-1",
            "'; DROP TABLE--",
            "{link}",
            "{{ 7 }}",
            "\r\nBcc: a@b.example",
            "erika@post.example",
            "a@b." + "c" * 300,
            "ä@ö.example",
            "//boese.example",
            "http://[",
        ]
    ),
)
FIELDS = [*question(), "page", "text", "seen", "email", "message", "then"]
SAYS = st.dictionaries(st.sampled_from(FIELDS), ODD, max_size=6)
BOUNDED = {
    "max_examples": 25,
    "deadline": None,
    "database": None,
    "suppress_health_check": list(HealthCheck),
}


def storable(values) -> dict:
    """As a browser can send it: halves of signs become something else on the way."""
    return {name: value.encode("utf-8", "replace").decode() for name, value in values.items()}


@settings(**BOUNDED)
@given(values=SAYS, query=ODD)
def test_the_forms_answer_whatever_is_typed(client, values, query):
    values, query = storable(values), storable({"seite": query})
    for address, typed in ((CONTACT_FORM, question), (BARRIER_FORM, report), (LINK_AGAIN, dict)):
        assert client.get(address, query).status_code == 200
        data = storable(typed()) | values
        assert client.post(address, data).status_code in {303, 422, 429}


@settings(**BOUNDED)
@given(values=SAYS, signed=ODD, state=st.sampled_from(EnquiryState))
def test_what_is_behind_a_link_answers_whatever_is_sent(client, values, signed, state):
    enquiry = EnquiryFactory(state=state)
    values = storable(values)
    link = path_to(enquiry)
    for word in ("", "antworten/", "zurueckziehen/", "loeschen/"):
        assert client.get(link + word, values).status_code in {200, 405, 409}
        answer = client.post(link + word, values)
        assert answer.status_code in {303, 405, 409, 422, 429}
    odd = "".join(each for each in storable({"": signed})[""] if each not in "/\x00") or "x"
    for address in (
        reverse("enquiry_receipt", kwargs={"signed": odd}),
        reverse("enquiry", kwargs={"reference": odd, "token": odd}),
    ):
        assert client.get(address).status_code in {200, 301, 404}


@settings(**BOUNDED)
@given(values=SAYS, state=st.sampled_from(EnquiryState))
def test_the_admin_answers_whatever_is_sent(admin_client, values, state):
    enquiry = EnquiryFactory(state=state)
    draft = DraftFactory(submission=enquiry)
    values = {name: value.replace("\x00", "") for name, value in storable(values).items()}
    for name in ("inspect", "send", *[step.name for step in STEPS]):
        address = reverse(f"enquiries:{name}", args=[enquiry.pk])
        data = {"seen": state, "message": draft.pk, "then": "ask"} | values
        assert admin_client.get(address, values).status_code in {200, 302, 405}
        assert admin_client.post(address, data).status_code in {200, 302, 405}
    assert Enquiry.objects.filter(pk=enquiry.pk).exists()
