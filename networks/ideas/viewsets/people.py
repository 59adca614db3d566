"""Who belongs to which body of the advice."""

from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from networks.ideas.forms.setup import MembershipForm
from networks.ideas.models import Membership


def name_of(membership: Membership) -> str:
    """The person, as people call her."""
    return membership.user.get_full_name() or membership.user.get_username()


class PersonColumn(TitleColumn):
    """The person, by name."""

    def get_value(self, instance):
        return name_of(instance)


class MembershipIndexView(IndexView):
    """All of them, body by body."""

    page_title = "Gremien"
    add_item_label = "Mitglied eintragen"
    search_fields = ["user__first_name", "user__last_name", "user__username", "organisation"]
    search_backend_name = None
    default_ordering = "body"

    def get_base_queryset(self):
        return Membership.objects.select_related("user", "network__region")

    def order_queryset(self, queryset):
        ordered = super().order_queryset(queryset)
        return ordered.order_by(
            self.ordering, "network__region__sort_order", "network__path", "user__last_name", "pk"
        )

    @cached_property
    def columns(self):
        return [
            self._get_title_column("user", PersonColumn),
            Column("body", label="Gremium", accessor="get_body_display", sort_key="body"),
            Column(
                "network",
                label="Fachnetzwerk",
                accessor=lambda each: (
                    f"{each.network} ({each.network.region.name})" if each.network_id else "–"
                ),
            ),
            BooleanColumn("is_manager", label="Netzwerkmanagement", sort_key="is_manager"),
            Column("organisation", label="Stelle", sort_key="organisation"),
        ]


class MembershipViewSet(ModelViewSet):
    """People in bodies."""

    model = Membership
    name = "idea_memberships"
    url_prefix = "projektideen/gremien"
    icon = "group"
    menu_label = "Gremien"
    ordering = "body"
    copy_view_enabled = False
    add_to_reference_index = False
    index_view_class = MembershipIndexView
    edit_handler = ObjectList(
        [
            FieldPanel("user"),
            FieldPanel("body"),
            FieldPanel("network"),
            FieldPanel("is_manager"),
            FieldPanel("organisation"),
        ],
        base_form_class=MembershipForm,
    )
