"""The list of all loans, and what belongs to one of them."""

from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic import EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from exhibitions.bookings.filters import BookingFilterSet, school_year_name, school_year_of
from exhibitions.bookings.forms.admin import BookingContactForm, PhoneBookingForm
from exhibitions.bookings.models import Booking
from exhibitions.bookings.policy import may_change
from exhibitions.bookings.states import AGREED, OPEN
from exhibitions.bookings.viewsets.condition import HandOverView, TakeBackView
from exhibitions.bookings.viewsets.decisions import (
    CancelView,
    ConfirmAddressView,
    ConfirmView,
    DeclineView,
    FeedbackView,
    MoveView,
    SendLinkView,
)
from exhibitions.bookings.viewsets.detail import BookingDetailView
from exhibitions.bookings.viewsets.papers import (
    ContractView,
    EarlierContractView,
    PackingListView,
    PhotoView,
)
from exhibitions.bookings.viewsets.phone_bookings import PhoneBookingView
from submissions.exports import ExportedList


def age(booking: Booking) -> str:
    """How long somebody has waited for an answer."""
    if booking.state not in OPEN:
        return ""
    since = booking.confirmed_address_at or booking.created_at
    days = (timezone.localdate() - timezone.localdate(since)).days
    return {0: "heute", 1: "1 Tag"}.get(days, f"{days} Tage")


def period(booking: Booking) -> str:
    """The days at the school, short."""
    return f"{booking.first_day:%d.%m.%Y} – {booking.last_day:%d.%m.%Y}"


def set_name(booking: Booking) -> str:
    """The name of the set, if it has one."""
    return str(booking.poster_set or "")


class BookingIndexView(ExportedList, IndexView):
    """All loans."""

    page_title = "Vorgänge"
    search_backend_name = None
    default_ordering = "-created_at"
    any_permission_required = ["view", "change", "add"]

    @cached_property
    def search_fields(self):
        fields = ["reference", "institution", "town"]
        if may_change(self.request.user):  # who sees no contact finds nobody by it
            fields += ["contact_email", "contact_name"]
        return fields

    @cached_property
    def columns(self):
        return [
            TitleColumn(
                "reference",
                label="Vorgangsnummer",
                url_name="bookings:inspect",
                sort_key="reference",
            ),
            Column(
                "institution",
                label="Einrichtung",
                accessor=lambda each: f"{each.institution}, {each.town}".strip(", "),
                sort_key="institution",
            ),
            StatusTagColumn(
                "state",
                label="Stand",
                accessor="get_state_display",
                sort_key="state",
                primary=lambda each: each.state in AGREED,
            ),
            Column("period", label="Zeitraum", accessor=period, sort_key="first_day"),
            Column("set", label="Satz", accessor=set_name),
            Column(
                "created_at",
                label="Eingegangen",
                accessor=lambda each: f"{timezone.localtime(each.created_at):%d.%m.%Y}",
                sort_key="created_at",
            ),
            Column("age", label="Wartet", accessor=age),
        ]

    def get_base_queryset(self):
        return Booking.objects.select_related("occupancy__poster_set", "feedback")

    def order_queryset(self, queryset):
        return super().order_queryset(queryset).order_by(self.ordering, "-pk")

    @cached_property
    def add_item_label(self):
        return "Ausleihe eintragen"

    def export_columns(self):
        columns = [
            ("Vorgangsnummer", lambda each: each.reference),
            ("Stand", lambda each: each.get_state_display()),
            ("Einrichtung", lambda each: each.institution),
            ("Art", lambda each: each.get_institution_type_display()),
            ("Straße", lambda each: each.street),
            ("Postleitzahl", lambda each: each.postcode),
            ("Ort", lambda each: each.town),
            ("Kreis", lambda each: each.get_district_display()),
            ("Erster Tag", lambda each: each.first_day),
            ("Letzter Tag", lambda each: each.last_day),
            ("Schuljahr", lambda each: school_year_name(school_year_of(each.first_day))),
            ("Satz", set_name),
            ("Auf der Tour genannt", lambda each: each.is_public),
            ("Erwartete Zahl", lambda each: each.expected_visitors),
            ("Besuche", lambda each: getattr(_feedback(each), "visitors", None)),
            ("Gezählt oder geschätzt", _source),
            ("Eingegangen", lambda each: each.created_at),
        ]
        if may_change(self.request.user):
            columns += [
                ("Ansprechperson", lambda each: each.contact_name),
                ("E-Mail-Adresse", lambda each: each.contact_email),
                ("Telefon", lambda each: each.contact_phone),
            ]
        return columns

    def get_filename(self):
        return f"ausleihen-{timezone.localdate():%Y-%m-%d}"


def _feedback(booking: Booking):
    return getattr(booking, "feedback", None)


def _source(booking: Booking) -> str:
    feedback = _feedback(booking)
    return feedback.get_source_display() if feedback else ""


class BookingEditView(EditView):
    """Contact, address, place and note. State and days change by their own pages."""

    page_title = "Bearbeiten"
    success_message = "Die Angaben sind gespeichert."
    error_message = "Die Angaben konnten nicht gespeichert werden."
    can_delete = False

    def dispatch(self, request, *args, **kwargs):
        booking = self.get_object()
        if self.user_has_permission("change") and booking.forgotten_at:
            messages.info(
                request,
                "Die Kontaktdaten dieses Vorgangs sind entfernt. Er wird nicht mehr bearbeitet.",
            )
            return redirect("bookings:inspect", booking.pk)
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.object.reference

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": "Vorgänge"},
            {"url": self.get_success_url(), "label": self.object.reference},
            {"url": "", "label": "Bearbeiten"},
        ]

    @property
    def header_more_buttons(self):
        return []

    def get_success_url(self):
        return reverse("bookings:inspect", args=[self.object.pk])

    def get_success_buttons(self):
        return []

    def save_instance(self):
        booking = self.form.save()
        self.has_content_changes = self.form.has_changed()
        return booking

    def form_valid(self, form):
        response = super().form_valid(form)
        if "contact_email" in form.changed_data and self.object.contact_email:
            messages.info(
                self.request,
                "Die E-Mail-Adresse ist neu: Alle alten Links sind ungültig. Der neue Link ist"
                f" an {self.object.contact_email} unterwegs.",
            )
        return response


SCHOOL = MultiFieldPanel(
    [
        FieldPanel("institution"),
        FieldPanel("institution_type"),
        FieldPanel("street"),
        FieldRowPanel([FieldPanel("postcode"), FieldPanel("town")]),
        FieldPanel("district"),
        FieldPanel("is_public"),
    ],
    heading="Einrichtung",
)
CONTACT = MultiFieldPanel(
    [
        FieldPanel("contact_name"),
        FieldRowPanel([FieldPanel("contact_email"), FieldPanel("contact_phone")]),
    ],
    heading="Kontakt",
)


class BookingViewSet(ModelViewSet):
    """Loans: listed, read, decided. Never deleted: forgetting is a job of its own."""

    model = Booking
    name = "bookings"
    url_prefix = "ausleihe/vorgaenge"
    icon = "calendar-check"
    menu_label = "Vorgänge"
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = BookingIndexView
    add_view_class = PhoneBookingView
    edit_view_class = BookingEditView
    inspect_view_class = BookingDetailView
    inspect_view_fields = ["reference"]
    filterset_class = BookingFilterSet
    list_per_page = 25
    edit_handler = ObjectList(
        [
            SCHOOL,
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                    FieldPanel("find_place"),
                ],
                heading="Punkt auf der Karte",
            ),
            CONTACT,
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("delivery_contact"), FieldPanel("delivery_phone")]),
                    FieldPanel("delivery_hours"),
                    FieldPanel("delivery_helpers"),
                ],
                heading="Lieferung",
            ),
            FieldPanel("note", heading="Interne Notiz"),
        ],
        base_form_class=BookingContactForm,
    )
    phone_handler = ObjectList(
        [
            SCHOOL,
            CONTACT,
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
                    FieldPanel("beyond_rules"),
                ],
                heading="Zeitraum",
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("classes"), FieldPanel("expected_visitors")]),
                    FieldPanel("room"),
                    FieldPanel("wants_talk"),
                    FieldPanel("opening"),
                    FieldPanel("remarks"),
                ],
                heading="Wünsche",
            ),
            FieldPanel("note", heading="Interne Notiz"),
            FieldPanel("key"),
        ],
        base_form_class=PhoneBookingForm,
    )
    steps = [
        ("zusagen", ConfirmView),
        ("absagen", DeclineView),
        ("stornieren", CancelView),
        ("verschieben", MoveView),
        ("adresse-bestaetigen", ConfirmAddressView),
        ("ausgeben", HandOverView),
        ("zuruecknehmen", TakeBackView),
        ("rueckmeldung", FeedbackView),
    ]
    files = [
        ("link-senden/<int:pk>/", SendLinkView, "send_link"),
        ("leihvertrag/<int:pk>/", ContractView, "contract"),
        ("leihvertrag/<int:pk>/<int:version>/", EarlierContractView, "earlier_contract"),
        ("packliste/<int:pk>/", PackingListView, "packing_list"),
        ("foto/<int:pk>/", PhotoView, "photo"),
    ]

    def get_common_view_kwargs(self, **kwargs):
        nowhere = {"history_url_name": None, "usage_url_name": None, "delete_url_name": None}
        return super().get_common_view_kwargs(**{**nowhere, **kwargs})

    def get_add_view_kwargs(self, **kwargs):
        panel = self.phone_handler.bind_to_model(self.model)
        return super().get_add_view_kwargs(
            **{"panel": panel, "form_class": panel.get_form_class(), **kwargs}
        )

    def get_urlpatterns(self):
        wanted = {"index", "index_results", "add", "edit", "inspect"}
        common = self.get_common_view_kwargs()
        return [
            *[each for each in super().get_urlpatterns() if each.name in wanted],
            *[
                path(f"{word}/<int:pk>/", self.construct_view(view, **common), name=view.name)
                for word, view in self.steps
            ],
            *[
                path(route, self.construct_view(view, **common), name=name)
                for route, view, name in self.files
            ],
        ]
