"""What all actions share: move on, and write it down."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import OperationalError, connection, transaction
from django.utils import timezone

from home.enquiries.actions.problems import Overtaken
from home.enquiries.models import Enquiry
from home.enquiries.periods import due_in, forget_on
from home.enquiries.states import MOVES, STAGES, EnquiryState
from submissions import audit
from submissions.models import Submission

TRIES = 4

audit.register_audit_actions(
    {
        "enquiries.receive": "Eingegangen",
        "enquiries.suspect": "Eingegangen, als Spam verdächtigt",
        "enquiries.release": "Freigegeben: kein Spam",
        "enquiries.spam": "Als Spam abgelegt",
        "enquiries.take": "In Bearbeitung genommen",
        "enquiries.ask": "Rückfrage gestellt",
        "enquiries.answer": "Beantwortet",
        "enquiries.close": "Abgeschlossen",
        "enquiries.reopen": "Wieder geöffnet",
        "enquiries.reply": "Antwort der Person erhalten",
        "enquiries.withdraw": "Von der Person zurückgezogen",
        "enquiries.ask_deletion": "Person bittet um Löschung",
        "enquiries.send_link": "Link erneut gesendet",
    }
)


def retried(action: Callable) -> Callable:
    """Try again when the database was busy or ended a deadlock at our cost; each try is whole."""

    @wraps(action)
    def patient(*args, **kwargs):
        for attempt in range(1, TRIES + 1):
            try:
                return action(*args, **kwargs)
            except OperationalError:
                if attempt == TRIES or connection.in_atomic_block:
                    raise
                time.sleep(0.05 * attempt)
        return None

    return patient


@transaction.atomic
def move(enquiry: Enquiry, seen: str, to: EnquiryState, *, action: str, by=None, **more: Any):
    """From the state that was seen to the next one, if it still stands there.

    `more` are other columns of what came in. Raises Overtaken when it stands elsewhere by now,
    ValueError for a move that does not exist."""
    if (seen, to) not in MOVES:
        raise ValueError(f"There is no way from {seen} to {to}")
    # First what came in, then its child: in this order the inbox locks them too.
    Submission.objects.select_for_update().filter(pk=enquiry.pk).first()
    won = Enquiry.objects.filter(pk=enquiry.pk, state=seen).update(
        state=to, moved_at=timezone.now()
    )
    enquiry.refresh_from_db()
    if not won:
        raise Overtaken(enquiry)
    changes = {"due": due_in(enquiry, to), "forget_on": forget_on(enquiry, to)} | more
    Submission.objects.filter(pk=enquiry.pk).update(stage=STAGES[to], **changes)
    enquiry.refresh_from_db()
    record(enquiry, action, by=by, state=[str(seen), str(to)])


def record(enquiry: Enquiry, action: str, *, by=None, **changes: Any) -> None:
    """Write the history: who did what. Never a person's words or address."""
    audit.write(f"enquiries.{action}", by=by, about=enquiry, changes=changes)
