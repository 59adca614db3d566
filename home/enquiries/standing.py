"""Where an enquiry stands, in its sender's words: what happened, what happens next, by when."""

from datetime import date

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from home.enquiries.models import Enquiry
from home.enquiries.periods import promised_by
from home.enquiries.states import UNDER_WAY, EnquiryState
from submissions.models import Message

S = EnquiryState
SHOWN = (Message.State.RELEASED, Message.State.RECEIVED)


class Standing:
    """What the page behind the link says and offers. Shows nothing of what the sender wrote."""

    def __init__(self, enquiry: Enquiry):
        self.enquiry, self.state = enquiry, EnquiryState(enquiry.state)

    @property
    def label(self) -> str:
        """The state in one or two words."""
        return {
            S.SUSPECT: _("Eingegangen"),
            S.NEW: _("Eingegangen"),
            S.OPEN: _("In Bearbeitung"),
            S.QUESTION: _("Wir haben eine Frage an Sie"),
            S.ANSWERED: _("Beantwortet"),
            S.CLOSED: _("Abgeschlossen"),
            S.SPAM: _("Abgeschlossen"),
            S.WITHDRAWN: _("Zurückgezogen"),
        }[self.state]

    @property
    def headline(self) -> str:
        """The same as a headline."""
        name = _("Ihre Meldung") if self.enquiry.is_barrier else _("Ihre Nachricht")
        words = {
            S.SUSPECT: _("%(name)s ist bei uns"),
            S.NEW: _("%(name)s ist bei uns"),
            S.OPEN: _("%(name)s ist in Arbeit"),
            S.QUESTION: _("Wir haben eine Frage an Sie"),
            S.ANSWERED: _("%(name)s ist beantwortet"),
            S.CLOSED: _("%(name)s ist abgeschlossen"),
            S.SPAM: _("%(name)s ist abgeschlossen"),
            S.WITHDRAWN: _("%(name)s ist zurückgezogen"),
        }
        return words[self.state] % {"name": name}

    @property
    def answer_by(self) -> date | None:
        """By when we answer, while we have not."""
        if self.state in {S.SUSPECT, S.NEW}:
            return promised_by(self.enquiry)
        return self.enquiry.due if self.state == S.OPEN else None

    @cached_property
    def messages(self) -> list[Message]:
        """What the team has sent, and when the sender wrote back."""
        return list(self.enquiry.messages.filter(state__in=SHOWN))

    @property
    def can_reply(self) -> bool:
        """Whether what the sender says now reaches somebody."""
        return self.state in UNDER_WAY | {S.CLOSED}

    @property
    def can_withdraw(self) -> bool:
        """Whether the sender may still call it off."""
        return self.state in UNDER_WAY

    @property
    def can_ask_deletion(self) -> bool:
        """Whether she has not asked yet."""
        return self.enquiry.deletion_asked_at is None
