"""How the admin meets the search."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSetGroup

from search.viewsets.promotions import PromotionViewSet
from search.viewsets.questions import QuestionsViewSet
from search.viewsets.synonyms import SynonymViewSet
from search.viewsets.words import WordViewSet


class SearchGroup(ModelViewSetGroup):
    """What people search for, and what editors tell the search."""

    menu_label = "Website-Suche"  # „Suche“ is what the admin calls its own
    menu_icon = "search"
    menu_order = 340
    items = (QuestionsViewSet, SynonymViewSet, PromotionViewSet, WordViewSet)


@hooks.register("register_admin_viewset")
def register_search():
    """The report and the three lists."""
    return SearchGroup()


@hooks.register("insert_global_admin_css")
def style_search():
    """The tables of the report."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin-search.css"))
