"""What may keep an action from happening. Each says in German what to do instead."""

from django.utils.translation import gettext as _

from home.enquiries.models import Enquiry


class EnquiryProblem(Exception):
    """Something that a person can be told."""


class LimitReached(EnquiryProblem):
    """Too much from one connection."""

    def __init__(self):
        super().__init__(
            _(
                "Von Ihrem Internetanschluss kam in der letzten Stunde sehr viel. Ihre Angaben"
                " stehen noch da: Bitte senden Sie sie in einer Stunde ab, oder rufen Sie uns an."
            )
        )


class NoAddress(EnquiryProblem):
    """The sender left no mail address: nobody can be written to."""

    def __init__(self):
        super().__init__(
            "Ohne E-Mail-Adresse erreicht die Person keine Nachricht. Schließen Sie den Vorgang ab,"
            " sobald er erledigt ist."
        )


class Overtaken(EnquiryProblem):
    """Somebody was faster: the enquiry is not any more in the state that one has seen."""

    def __init__(self, enquiry: Enquiry):
        by = enquiry.assignee
        who = f" Zuständig: {by.get_full_name() or by.get_username()}." if by else ""
        state = enquiry.get_state_display()
        super().__init__(f"Jemand war schneller: Der Vorgang steht jetzt auf „{state}“.{who}")
        self.enquiry = enquiry
