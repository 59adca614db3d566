"""Enquiries for tests, with as little said as possible, and what the public types."""

import time
from datetime import date
from unittest import mock

import factory

from home.enquiries.models import BARRIER, CONTACT, Enquiry, Suspicion
from home.enquiries.states import STAGES, EnquiryState
from submissions import form_token
from submissions.models import Message

TODAY = date(2026, 11, 24)
MINUTE = 60
CONTACT_FORM = "/kontakt/"
BARRIER_FORM = "/barriere-melden/"
LINK_AGAIN = "/kontakt/link/"


class EnquiryFactory(factory.django.DjangoModelFactory):
    """A question in any state, written past the actions; `barrier=True`: the report of one."""

    class Meta:
        model = Enquiry

    class Params:
        barrier = factory.Trait(kind=BARRIER, page="/glossar/", topic="")

    kind = CONTACT
    state = EnquiryState.NEW
    stage = factory.LazyAttribute(lambda enquiry: STAGES[enquiry.state])
    suspicion = factory.LazyAttribute(
        lambda enquiry: Suspicion.HONEYPOT if enquiry.state == EnquiryState.SUSPECT else ""
    )
    topic = "networks"
    message = "Wann tagt das Netzwerk?"
    contact_name = "Erika Beispiel"
    contact_email = factory.Sequence("person{}@post.example".format)


class DraftFactory(factory.django.DjangoModelFactory):
    """A message that the team has written and not released."""

    class Meta:
        model = Message

    submission = factory.SubFactory(EnquiryFactory)
    text = "Das Netzwerk tagt im März."


def token(age=MINUTE) -> str:
    """The mark of a form that was opened some seconds ago."""
    opened = time.time() - age
    with mock.patch("time.time", return_value=opened):
        return form_token.new_token()


def question(**values) -> dict:
    """All that the contact form needs, as a browser sends it."""
    return {
        "topic": "networks",
        "region": "",
        "message": "Wann tagt das Netzwerk?",
        "contact_name": "Erika Beispiel",
        "contact_email": "erika@post.example",
        "contact_phone": "",
        "form_token": token(),
        "website": "",
    } | values


def report(**values) -> dict:
    """All that a report of a barrier needs."""
    return {
        "page": "/glossar/",
        "message": "Die Tabelle liest niemand vor.",
        "contact_name": "",
        "contact_email": "",
        "form_token": token(),
        "website": "",
    } | values
