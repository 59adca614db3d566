"""One loan, readable: what was asked, what was agreed, what happened."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.views.generic import InspectView
from wagtail.admin.widgets.button import HeaderButton
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry

from exhibitions.bookings import mail
from exhibitions.bookings.models import Booking, LoanContract
from exhibitions.bookings.policy import may_change
from exhibitions.bookings.states import BookingState
from exhibitions.bookings.viewsets.papers import has_papers
from exhibitions.bookings.viewsets.steps import steps_for
from exhibitions.geography.places import outline
from exhibitions.geography.projection import HEIGHT, WIDTH, project
from submissions.inbox.detail import opened
from submissions.models import OutboxMail


@dataclass(frozen=True)
class Entry:
    """A line of the history."""

    when: datetime
    what: str
    who: str


class BookingDetailView(InspectView):
    """The page that everything about a loan leads to."""

    template_name = "bookings/admin/detail.html"
    page_title = "Vorgang"
    header_icon = "calendar-check"

    def get_object(self, queryset=None):
        loans = Booking.objects.select_related(
            "occupancy__poster_set", "decided_by", "terms", "feedback"
        )
        return get_object_or_404(loans, pk=self.pk)

    def get(self, request, *args, **kwargs):
        opened(self.object, request.user)
        return super().get(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.object.reference

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": "Vorgänge"},
            {"url": "", "label": self.object.reference, "sublabel": self.object.institution},
        ]

    @cached_property
    def header_buttons(self):
        if self.object.forgotten_at or not may_change(self.request.user):
            return []
        url = reverse("bookings:edit", args=[self.object.pk])
        return [HeaderButton("Bearbeiten", url=url, icon_name="edit")]

    @property
    def header_more_buttons(self):
        return []

    def get_context_data(self, **kwargs):
        booking = self.object
        changes = may_change(self.request.user)
        return super().get_context_data(**kwargs) | {
            "booking": booking,
            "may_change": changes,
            "steps": steps_for(booking) if changes else [],
            "answer_by": (
                mail.answer_by(booking) if booking.state == BookingState.REQUESTED else None
            ),
            "may_see_terms": self.request.user.has_perm("bookings.view_loanterms"),
            "ways": self.ways(),
            "map": self.map(),
            "has_papers": changes and has_papers(booking),
            "earlier_contracts": self.earlier_contracts() if changes else [],
            "reports": booking.condition_reports.select_related("made_by").prefetch_related(
                "findings__part"
            ),
            "mails": self.mails() if changes else [],
            "history": self.history(),
        }

    def ways(self) -> dict | None:
        """When the set leaves the depot and when it is free again."""
        occupancy = getattr(self.object, "occupancy", None)
        if occupancy is None:
            return None
        return {
            "poster_set": occupancy.poster_set,
            "delivery_day": occupancy.start,
            "free_again": occupancy.end,
        }

    def map(self) -> dict | None:
        """The point on the outline of Saxony."""
        booking = self.object
        if booking.latitude is None or booking.longitude is None:
            return None
        x, y = project(booking.latitude, booking.longitude)
        return {"x": x, "y": y, "width": WIDTH, "height": HEIGHT, "outline": outline()["path"]}

    def earlier_contracts(self) -> list[LoanContract]:
        kept = self.object.contracts.defer("pdf").order_by("-version")
        return [each for each in kept if each.version != self.object.version]

    def mails(self) -> list[OutboxMail]:
        return list(self.object.mails.defer("body", "calendar"))

    def history(self) -> list[Entry]:
        """Who did what when, the latest first, with mails that were sent again."""
        types = ContentType.objects.get_for_models(Booking, OutboxMail)
        mails = [str(pk) for pk in self.object.mails.values_list("pk", flat=True)]
        entries = (
            ModelLogEntry.objects.filter(
                Q(content_type=types[Booking], object_id=str(self.object.pk))
                | Q(content_type=types[OutboxMail], object_id__in=mails)
            )
            .select_related("user")
            .order_by("-timestamp", "-pk")
        )
        labels = dict(registry.get_choices())
        return [
            Entry(
                entry.timestamp,
                str(labels.get(entry.action, entry.action)),
                entry.user.get_full_name() or entry.user.get_username() if entry.user else "",
            )
            for entry in entries
        ]
