"""`/admin/protokoll/`: who did, read or took away what. To be read only."""

import django_filters
from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from submissions import audit
from submissions.inbox.history import in_words
from submissions.inbox.people import name_of
from submissions.models import AuditEntry


def people() -> list[tuple[str, str]]:
    """Who has an account, and who is in the log without having one any more."""
    named = {str(each.pk): name_of(each) for each in get_user_model().objects.all()}
    logged = AuditEntry.objects.exclude(actor_id=None).order_by("actor_id", "at")
    for pk, name in logged.values_list("actor_id", "actor_name").distinct():
        named.setdefault(str(pk), f"{name} (ohne Konto)")
    return sorted(named.items(), key=lambda each: each[1].casefold())


def actions() -> list[tuple[str, str]]:
    """Every action that has a name."""
    return sorted(audit.audit_labels().items(), key=lambda each: each[1].casefold())


class AuditFilterSet(WagtailFilterSet):
    """By number, person, action and time."""

    reference = django_filters.CharFilter(label="Vorgangsnummer", method="filter_reference")
    actor = django_filters.ChoiceFilter(
        label="Person", field_name="actor_id", choices=people, empty_label="Alle"
    )
    action = django_filters.ChoiceFilter(label="Handlung", choices=actions, empty_label="Alle")
    at = django_filters.DateFromToRangeFilter(label="Zeit", widget=DateRangePickerWidget)

    class Meta:
        model = AuditEntry
        fields = []

    def filter_reference(self, queryset, name, value):
        """People type it in small letters and with spaces."""
        return queryset.filter(reference="".join(value.split()).upper())


class AuditLogView(IndexView):
    """All lines, the latest first."""

    page_title = "Protokoll"
    default_ordering = "-at"
    search_backend_name = None
    search_fields = []
    any_permission_required = ["view"]

    def get_base_queryset(self):
        return AuditEntry.objects.all()

    def order_queryset(self, queryset):
        return super().order_queryset(queryset).order_by(self.ordering, "-pk")

    def get_edit_url(self, instance):
        return None

    @cached_property
    def columns(self):
        return [
            Column(
                "at",
                label="Zeit",
                accessor=lambda each: f"{timezone.localtime(each.at):%d.%m.%Y %H:%M:%S}",
                sort_key="at",
            ),
            Column("actor_name", label="Person", accessor=_actor),
            Column("action", label="Handlung", accessor=_action),
            Column("reference", label="Vorgangsnummer", sort_key="reference"),
            Column("changes", label="Angaben", accessor=_changes),
        ]


def _action(entry: AuditEntry) -> str:
    return audit.audit_label(entry.action)


def _actor(entry: AuditEntry) -> str:
    return entry.actor_name or "Absender oder Website"


def _changes(entry: AuditEntry) -> str:
    return "; ".join(in_words([entry])[0].changes)


class AuditLogViewSet(ModelViewSet):
    """Nothing but the list."""

    model = AuditEntry
    name = "audit_log"
    url_prefix = "protokoll"
    icon = "history"
    menu_label = "Protokoll"
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = AuditLogView
    filterset_class = AuditFilterSet
    list_per_page = 50
    form_fields = []

    def get_common_view_kwargs(self, **kwargs):
        nowhere = ("add", "edit", "delete", "history", "usage")
        return super().get_common_view_kwargs(
            **{**{f"{name}_url_name": None for name in nowhere}, **kwargs}
        )

    def register_admin_url_finder(self):
        """Nobody edits a line."""

    def get_urlpatterns(self):
        wanted = {"index", "index_results"}
        return [each for each in super().get_urlpatterns() if each.name in wanted]
