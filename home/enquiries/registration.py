"""Both kinds of enquiries, their mails and forms, and what is due by itself."""

from datetime import datetime, time
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from content.forms_registry import register_form
from home.enquiries import mail_texts
from home.enquiries.models import BARRIER, CONTACT, Enquiry
from home.enquiries.periods import KEEP_MONTHS, SPAM_DAYS, WITHDRAWN_DAYS
from home.enquiries.policy import enquiry_policy
from home.enquiries.states import EnquiryState
from home.models.contact_pages import own_path
from submissions.due_jobs import register_due_job
from submissions.kinds import Kept, Kind, Row, register_kind
from submissions.models import Submission

LABELS = {BARRIER: "Barriere gemeldet", CONTACT: "Kontaktformular"}


def register() -> None:
    """Tell the submissions about reports of barriers and questions, and editors of the forms."""
    from home.enquiries import actions

    mail_texts.register()
    for key, label in LABELS.items():
        register_kind(
            Kind(
                key=key,
                label=label,
                model="enquiries.Enquiry",
                link_name="enquiry",
                link_ends=link_ends,
                row=row,
                forget=actions.forget_enquiry,
                policy=enquiry_policy,
                related=("region",),
                search_words=search_words,
                kept=partial(kept, key),
                subject_data=subject_data,
                release=actions.release,
                reject=actions.reject,
                waiting=partial(waiting, key),
            )
        )
    register_due_job("enquiries.close", actions.close_answered)
    register_form(CONTACT, label="Kontaktformular", template="enquiries/blocks/contact.html")
    register_form(BARRIER, label="Barriere melden", template="enquiries/blocks/barrier.html")


def link_ends(submission: Submission) -> datetime | None:
    """The link opens as long as there is something to see."""
    if submission.forget_on is None:
        return None
    return timezone.make_aware(datetime.combine(submission.forget_on, time.max))


def row(enquiry: Enquiry) -> Row:
    """How an enquiry stands in a list of all that came in."""
    about = enquiry.get_topic_display() if enquiry.topic else own_path(enquiry.page)
    region = enquiry.region.name if enquiry.region else ""
    return Row(
        title=f"{LABELS[enquiry.kind]}: {about}" if about else LABELS[enquiry.kind],
        note="Löschung erbeten" if enquiry.deletion_asked_at else region,
        url=reverse("enquiries:inspect", args=[enquiry.pk]),
        state=enquiry.get_state_display(),
    )


def search_words(enquiry: Enquiry) -> str:
    """Page, topic, Revier and what was said."""
    topic = str(enquiry.get_topic_display()) if enquiry.topic else ""
    region = enquiry.region.name if enquiry.region else ""
    return " ".join(filter(None, [enquiry.page, topic, region, enquiry.message]))


def waiting(kind: str) -> QuerySet[Enquiry]:
    """Those whose sender was asked something."""
    return Enquiry.objects.filter(kind=kind, state=EnquiryState.QUESTION)


def kept(kind: str) -> list[Kept]:
    """How long the data stay, after what."""
    return [
        Kept("Anfrage oder Meldung, nach dem Abschluss", f"{KEEP_MONTHS[kind]} Monate"),
        Kept("Zurückgezogen", f"{WITHDRAWN_DAYS} Tage"),
        Kept("Als Spam verdächtigt oder erkannt", f"{SPAM_DAYS} Tage"),
    ]


def subject_data(enquiry: Enquiry) -> dict[str, Any]:
    """What the sender gets of it who asks for his data."""
    return {
        "Art": LABELS[enquiry.kind],
        "Stand": enquiry.get_state_display(),
        "Thema": str(enquiry.get_topic_display()) if enquiry.topic else "",
        "Revier": enquiry.region.name if enquiry.region else "",
        "Seite": enquiry.page,
        "Nachricht": enquiry.message,
        "Löschung erbeten am": enquiry.deletion_asked_at,
    }
