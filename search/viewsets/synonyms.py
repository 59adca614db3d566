"""What means the same."""

from django.utils.functional import cached_property
from wagtail.admin.viewsets.model import ModelViewSet

from search.models import SynonymGroup
from search.viewsets.trying_out import (
    AskedCreateView,
    ExplainedIndexView,
    KindEditView,
    TriedOut,
)


class SynonymIndexView(ExplainedIndexView):
    """All groups, by the alphabet."""

    page_title = "Synonyme"
    add_item_label = "Synonyme hinzufügen"
    search_fields = ["expressions"]
    explanation = (
        "Wer einen der Ausdrücke sucht, findet auch die Seiten mit den anderen. Schreibweise und"
        " Endungen brauchen Sie nicht: „Förderung“, „Foerderung“ und „Förderungen“ sind für die"
        " Suche dasselbe Wort."
    )

    @cached_property
    def columns(self):
        return [self._get_title_column("expressions")]


class SynonymCreateView(TriedOut, AskedCreateView):
    """A new group; a query of the report is its first expression."""

    def get_initial_form_instance(self):
        asked = self.asked().replace(",", " ")
        return SynonymGroup(expressions=f"{asked}, ") if asked else None


class SynonymEditView(TriedOut, KindEditView):
    """A group."""


class SynonymViewSet(ModelViewSet):
    """What means the same."""

    model = SynonymGroup
    name = "search_synonyms"
    url_prefix = "suche/synonyme"
    icon = "resubmit"
    menu_label = "Synonyme"
    ordering = "expressions"
    list_per_page = 50
    copy_view_enabled = False
    add_to_reference_index = False
    index_view_class = SynonymIndexView
    add_view_class = SynonymCreateView
    edit_view_class = SynonymEditView
