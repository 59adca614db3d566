"""The wordings: those that the site came with, and what the team may make of them."""

import pytest
from django.core.exceptions import ValidationError

from exhibitions.bookings.mail_texts import EXAMPLES, OCCASIONS
from submissions.mail_templates import PLACEHOLDER, fill, mail_template, mail_templates
from submissions.models import MailText, OutboxMail
from submissions.outbox import queue_mail

TYPED = {"institution", "contact_name", "contact_email", "remarks", "street", "town"}


@pytest.mark.parametrize("key", OCCASIONS)
def test_every_wording_fits_and_fills_in(key):
    template = mail_template(key)

    subject = fill(template.subject, template.placeholders)
    body = fill(template.body, template.placeholders)

    assert 0 < len(subject) <= 100
    assert "\n" not in subject
    assert PLACEHOLDER.findall(subject + body) == []
    assert "{foot}" not in template.body
    assert len(template.body) <= 5000


@pytest.mark.parametrize("key", OCCASIONS)
def test_no_wording_knows_a_word_that_a_sender_typed(key):
    assert TYPED & {*mail_template(key).placeholders} == set()


@pytest.mark.parametrize("key", [key for key in OCCASIONS if not key.startswith("team.")])
def test_every_mail_to_a_school_names_its_reference_and_dates(key):
    template = mail_template(key)

    assert "{reference}" in template.subject + template.body


@pytest.mark.parametrize("key", [key for key in OCCASIONS if key.startswith("team.")])
def test_no_mail_to_the_team_holds_the_schools_link(key):
    assert "{link}" not in mail_template(key).body


@pytest.mark.parametrize("key", ["booking.received", "waiting.received", "waiting.offered"])
def test_where_somebody_has_to_press_a_button_the_link_is_needed(key):
    assert mail_template(key).needs == ("link",)


def test_all_occasions_are_known_and_no_example_is_left_over():
    assert {*OCCASIONS} <= {template.key for template in mail_templates()}
    used = {name for key in OCCASIONS for name in mail_template(key).placeholders}
    assert {*EXAMPLES} == used


@pytest.fixture
def wording(db):
    wording, _ = MailText.objects.get_or_create(key="booking.received")
    wording.body = "Bitte bestätigen: {link}"
    return wording


def test_a_wording_with_known_placeholders_is_fine(wording):
    wording.subject = "Ihre Anfrage {reference}"

    wording.full_clean()


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("subject", "Hallo {contact_name}", "Den Platzhalter {contact_name} gibt es hier nicht"),
        ("body", "{link} {unsinn}", "Den Platzhalter {unsinn} gibt es hier nicht"),
        ("body", "Ohne Verweis", "Der Platzhalter {link} muss im Text stehen."),
        ("subject", "Zwei\nZeilen", "Der Betreff hat nur eine Zeile."),
    ],
)
def test_a_wording_that_would_not_work_is_refused_at_its_field(wording, name, text, problem):
    setattr(wording, name, text)

    with pytest.raises(ValidationError) as refused:
        wording.full_clean()

    assert problem in refused.value.message_dict[name][0]


def test_the_teams_wording_is_used_and_an_empty_part_is_the_sites(wording, submission):
    wording.save()

    queue_mail(submission, "booking.received", {})

    mail = OutboxMail.objects.get(submission=submission)
    assert mail.body == "Bitte bestätigen: {link}"
    subject = mail_template("booking.received").subject
    assert mail.subject == fill(subject, {"reference": submission.reference})


def test_what_looks_like_code_in_a_wording_is_only_text(wording, submission):
    wording.body = "{link} {{ settings.SECRET_KEY }} {% now %} {reference.__class__} %s {0}"
    wording.save()

    queue_mail(submission, "booking.received", {"0": "x"})

    body = OutboxMail.objects.get(submission=submission).body
    assert "{{ settings.SECRET_KEY }} {% now %} {reference.__class__} %s x" in body
