"""People and Reviere in the admin."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from networks.models import ContactPerson, CrossCuttingTopic, Region


class ContactPersonViewSet(SnippetViewSet):
    """Whom to ask."""

    model = ContactPerson
    icon = "user"
    list_display = ["name", "role", "phone", "email"]
    list_export = ["name", "role", "organisation", "phone", "email"]


class RegionViewSet(SnippetViewSet):
    """The two Reviere."""

    model = Region
    icon = "site"
    list_display = ["name", "manager"]


class CrossCuttingTopicViewSet(SnippetViewSet):
    """What every network keeps in mind."""

    model = CrossCuttingTopic
    icon = "tag"
    list_display = ["title", "sort_order"]


class NetworkGroup(SnippetViewSetGroup):
    """Everything about the networks that is kept once and shown in many places."""

    menu_label = "Fachnetzwerke"
    menu_icon = "group"
    menu_order = 300
    items = (ContactPersonViewSet, RegionViewSet, CrossCuttingTopicViewSet)


register_snippet(NetworkGroup)
