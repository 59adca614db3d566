"""Research institutions in the admin."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from exhibitions.models import ResearchInstitution


class ResearchInstitutionViewSet(SnippetViewSet):
    """Who made the posters."""

    model = ResearchInstitution
    icon = "glasses"
    menu_label = "Forschungseinrichtungen"
    list_display = ["name", "place", "website"]
    add_to_admin_menu = True
    menu_order = 310


register_snippet(ResearchInstitutionViewSet)
