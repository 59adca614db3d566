"""One enquiry, readable: what every kind has, around what was asked or reported."""

from django.http import Http404

from home.enquiries.models import KINDS
from home.enquiries.states import OVER, UNDER_WAY
from home.enquiries.viewsets.steps import steps_for
from home.models.contact_pages import own_path
from submissions.inbox.detail import SubmissionDetailView
from submissions.models import Message, Submission
from submissions.policy import submissions_for


class EnquiryDetailView(SubmissionDetailView):
    """The page that everything about an enquiry leads to, of either kind."""

    template_name = "enquiries/admin/detail.html"
    header_icon = "mail"

    def find_submission(self) -> Submission:
        visible = submissions_for(self.request.user).filter(kind__in=KINDS)
        found = visible.select_related("assignee").filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        self.kind = found.kind
        return found

    def get_context_data(self, **kwargs):
        enquiry = self.object
        drafts = enquiry.messages.filter(state=Message.State.DRAFT)
        can_write = self.may_change and bool(enquiry.contact_email) and enquiry.state in UNDER_WAY
        return super().get_context_data(**kwargs) | {
            "steps": steps_for(enquiry) if self.may_change else [],
            "can_send": can_write and drafts.exists(),
            "page_path": own_path(enquiry.page),
            "asks_for_deletion": enquiry.deletion_asked_at and enquiry.state not in OVER,
        }
