"""How the admin meets the ideas. Their list is the inbox."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSetGroup

from networks.ideas.policy import seats_of
from networks.ideas.viewsets.advice_days import AdviceDayViewSet
from networks.ideas.viewsets.criteria import CriterionViewSet
from networks.ideas.viewsets.figures import FiguresViewSet
from networks.ideas.viewsets.ideas import IdeaViewSet
from networks.ideas.viewsets.people import MembershipViewSet
from networks.ideas.viewsets.routing import RoutingViewSet
from networks.ideas.viewsets.texts import ConsentTextViewSet
from networks.ideas.viewsets.votes import VotesPanel, VotesViewSet


class IdeasGroup(ModelViewSetGroup):
    """All about ideas and their advice, in one place of the menu."""

    menu_label = "Projektideen"
    menu_icon = "form"
    menu_order = 310
    items = (
        VotesViewSet,
        AdviceDayViewSet,
        FiguresViewSet,
        MembershipViewSet,
        RoutingViewSet,
        CriterionViewSet,
        ConsentTextViewSet,
    )


@hooks.register("register_admin_viewset")
def register_ideas():
    """The pages of each idea, which no menu names, and the group."""
    return [IdeaViewSet(), IdeasGroup()]


@hooks.register("insert_global_admin_css")
def style_ideas():
    """Pages of an idea and the table of who is in charge."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin-ideas.css"))


@hooks.register("insert_global_admin_css")
def style_advice():
    """Agenda, minutes, votes, figures."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin-advice.css"))


@hooks.register("construct_homepage_panels")
def show_votes(request, panels):
    """On the first page, for those who give advice."""
    if request.user.has_perm("ideas.view_projectidea") and seats_of(request.user):
        panels.append(VotesPanel(request))
