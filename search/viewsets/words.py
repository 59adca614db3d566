"""Words that compounds are made of."""

from django.utils.functional import cached_property
from wagtail.admin.viewsets.model import ModelViewSet

from search.models import ListedWord
from search.viewsets.trying_out import AskedCreateView, ExplainedIndexView, KindEditView


class WordIndexView(ExplainedIndexView):
    """All words, by the alphabet."""

    page_title = "Wortliste"
    add_item_label = "Wort hinzufügen"
    search_fields = ["word"]
    explanation = (
        "Ein zusammengesetztes Wort nimmt die Suche nur auseinander, wenn sie alle seine Teile"
        " kennt. Sie kennt die Wörter der Website und die dieser Liste: Mit „Wander“ und"
        " „Ausstellung“ findet, wer „Ausstellung“ sucht, auch die „Wanderausstellung“."
    )

    @cached_property
    def columns(self):
        return [self._get_title_column("word")]


class ForWord:
    """What is said of a word when it is saved."""

    success_message = "Gespeichert: „%(object)s“. Die Suche kennt das Wort in einigen Minuten."


class WordCreateView(ForWord, AskedCreateView):
    """A new word."""


class WordEditView(ForWord, KindEditView):
    """A word."""


class WordViewSet(ModelViewSet):
    """The word list."""

    model = ListedWord
    name = "search_words"
    url_prefix = "suche/wortliste"
    icon = "list-ul"
    menu_label = "Wortliste"
    ordering = "word"
    list_per_page = 100
    copy_view_enabled = False
    add_to_reference_index = False
    index_view_class = WordIndexView
    add_view_class = WordCreateView
    edit_view_class = WordEditView
