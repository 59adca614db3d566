"""What each step of the advice looks at."""

from django.db.models import Count
from django.shortcuts import redirect
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.generic import DeleteView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from networks.ideas.models import Criterion


class CriterionIndexView(IndexView):
    """Step by step, in the order in which they are asked."""

    page_title = "Kriterien"
    default_ordering = "step"

    def get_base_queryset(self):
        return Criterion.objects.annotate(used=Count("ratings"))

    def order_queryset(self, queryset):
        ordered = super().order_queryset(queryset)
        return ordered.order_by(self.ordering, "sort_order", "pk")

    @cached_property
    def columns(self):
        return [
            self._get_title_column("title"),
            Column("step", label="Schritt", accessor="get_step_display", sort_key="step"),
            Column("sort_order", label="Reihenfolge", sort_key="sort_order"),
            BooleanColumn("is_active", label="Wird gefragt", sort_key="is_active"),
            Column("used", label="Bewertungen"),
        ]

    def get_delete_url(self, instance):
        return None if instance.used else super().get_delete_url(instance)


class CriterionDeleteView(DeleteView):
    """One that nobody has used."""

    def dispatch(self, request, *args, **kwargs):
        if self.user_has_permission("delete") and self.get_object().ratings.exists():
            messages.error(
                request,
                "Danach wurde schon bewertet, deshalb bleibt das Kriterium. Nehmen Sie den Haken"
                " bei „Wird gefragt“ heraus, dann wird es nicht mehr gefragt.",
            )
            return redirect(self.index_url_name)
        return super().dispatch(request, *args, **kwargs)


class CriterionViewSet(ModelViewSet):
    """The criteria, worded by the team."""

    model = Criterion
    name = "idea_criteria"
    url_prefix = "projektideen/kriterien"
    icon = "list-ol"
    menu_label = "Kriterien"
    ordering = "step"
    copy_view_enabled = False
    add_to_reference_index = False
    index_view_class = CriterionIndexView
    delete_view_class = CriterionDeleteView
    edit_handler = ObjectList(
        [
            FieldPanel("step"),
            FieldPanel("title"),
            FieldPanel("help_text"),
            FieldPanel("sort_order"),
            FieldPanel("is_active"),
        ]
    )
