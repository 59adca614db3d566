"""Pages that go first."""

from django import forms
from django.utils.functional import cached_property
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminPageChooser

from search.index import public_pages
from search.meaning import stems_of
from search.models import Promotion
from search.viewsets.trying_out import (
    AskedCreateView,
    ExplainedIndexView,
    KindEditView,
    TriedOut,
)

LAST_PLACE = 999


def why_hidden(page, shown: set[int]) -> str:
    """Why the public does not see a page, empty if it does; `shown` are the ids that it sees."""
    if page.pk in shown:
        return ""
    return "nur mit Anmeldung oder Passwort zu sehen" if page.live else "nicht veröffentlicht"


class KindPageChooser(AdminPageChooser):
    """Wagtail's, which shows itself again after something that is no page at all was sent."""

    def get_instance(self, value):
        """The page, if there is one."""
        try:
            return super().get_instance(value)
        except (TypeError, ValueError):
            return None


class PromotionForm(WagtailAdminModelForm):
    """A page for a query, once for all spellings of it, and only where the public may see it."""

    order = forms.IntegerField(
        label="Reihenfolge",
        min_value=1,
        max_value=LAST_PLACE,
        initial=1,
        help_text="Bei mehreren Seiten für einen Suchbegriff: Die kleinste Zahl steht oben.",
    )

    class Meta:
        model = Promotion
        fields = ["query", "page", "order"]
        widgets = {"page": KindPageChooser}  # Wagtail's own choice of it comes too late for us

    def clean_page(self):
        """A page that nobody would see is not chosen; one that was chosen before may stay."""
        page = self.cleaned_data["page"]
        if page and page.pk != self.instance.page_id:
            shown = set(public_pages().filter(pk=page.pk).values_list("pk", flat=True))
            reason = why_hidden(page, shown)
            if reason:
                raise forms.ValidationError(
                    f"„{page}“ ist {reason} und erschiene in der Suche nicht."
                )
        return page

    def clean(self):
        """The same query in another spelling is the same query."""
        cleaned = super().clean()
        query, page = cleaned.get("query"), cleaned.get("page")
        if query and page:
            others = Promotion.objects.filter(page=page).exclude(pk=self.instance.pk)
            for other in others.values_list("query", flat=True):
                if set(stems_of(other)) == set(stems_of(query)):
                    self.add_error("query", f"Diese Seite ist für „{other}“ schon hervorgehoben.")
                    break
        return cleaned


class PromotionIndexView(ExplainedIndexView):
    """All promotions, by the alphabet of what is searched for."""

    page_title = "Hervorgehobene Treffer"
    add_item_label = "Seite hervorheben"
    search_fields = ["query", "page__title"]
    explanation = (
        "Wer genau diesen Suchbegriff sucht, sieht diese Seite zuerst, auch wenn sie das Wort nicht"
        " enthält. Endungen und Schreibweise sind gleich, weitere Wörter nicht: Was für „Ausleihe“"
        " gilt, gilt nicht für „Ausleihe Dresden“. Öffentlich erscheint nur, was alle sehen dürfen."
    )

    def get_base_queryset(self):
        return Promotion.objects.select_related("page")

    @cached_property
    def shown(self) -> set[int]:
        """The promoted pages that the public sees. One query for the list."""
        promoted = Promotion.objects.values("page")
        return set(public_pages().filter(pk__in=promoted).values_list("pk", flat=True))

    def _is_shown(self, promotion: Promotion) -> str:
        reason = why_hidden(promotion.page, self.shown)
        return f"nein: {reason}" if reason else "ja"

    @cached_property
    def columns(self):
        return [
            self._get_title_column("query"),
            Column("page", label="Seite", sort_key="page__title"),
            Column("order", label="Reihenfolge"),
            Column("is_shown", label="Wird gezeigt", accessor=self._is_shown),
        ]


class PromotionCreateView(TriedOut, AskedCreateView):
    """A page for a query, perhaps one of the report."""

    page_title = "Seite hervorheben"

    def get_initial_form_instance(self):
        asked = self.asked()
        return Promotion(query=asked) if asked else None


class PromotionEditView(TriedOut, KindEditView):
    """A promotion."""


class PromotionViewSet(ModelViewSet):
    """Pages that go first."""

    model = Promotion
    name = "search_promotions"
    url_prefix = "suche/hervorgehoben"
    icon = "pick"
    menu_label = "Hervorgehobene Treffer"
    ordering = "query"
    list_per_page = 50
    copy_view_enabled = False
    add_to_reference_index = False
    index_view_class = PromotionIndexView
    add_view_class = PromotionCreateView
    edit_view_class = PromotionEditView
    edit_handler = ObjectList(Promotion.panels, base_form_class=PromotionForm)
