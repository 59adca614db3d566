"""Pages that show what belongs to something else: they are indexed anew when that changes."""

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page

# What changes, and the kinds of pages whose search fields show it.
SHOWN_ON = {
    "bookings.LendingRules": ["bookings.LendingPage", "home.PrivacyPage"],
    "bookings.LoanTerms": ["bookings.TermsPage"],
    "content.OrganisationSettings": [
        "home.BarrierReportPage",
        "home.ContactPage",
        "home.ImprintPage",
        "home.PrivacyPage",
    ],
    "exhibitions.ResearchInstitution": ["exhibitions.PosterPage"],
    "home.FocusAreaPage": ["ideas.IdeaStoryPage", "networks.NetworkPage"],
    "home.MissionPage": ["home.FocusAreaPage"],
    "networks.ContactPerson": ["home.ContactPage", "networks.NetworkPage", "networks.RegionPage"],
    "networks.CrossCuttingTopic": ["networks.NetworkIndexPage", "networks.NetworkPage"],
    "networks.Region": [
        "home.ContactPage",
        "ideas.IdeaStoryPage",
        "networks.NetworkPage",
        "networks.RegionPage",
    ],
}


def pages_that_show(label: str) -> list[int]:
    """The published pages of the kinds that show rows of this model."""
    kinds = [apps.get_model(kind) for kind in SHOWN_ON[label]]
    types = ContentType.objects.get_for_models(*kinds).values()
    return list(Page.objects.live().filter(content_type__in=types).values_list("pk", flat=True))


def watch() -> None:
    """Let the worker look at these pages from now on."""
    for label in SHOWN_ON:
        for signal in (post_save, post_delete):
            signal.connect(
                look_at_pages_that_show,
                sender=apps.get_model(label),
                dispatch_uid=f"search.{label}",
            )


def look_at_pages_that_show(sender, **kwargs):
    """A row that other pages show has changed or is gone."""
    from search.signals import look_at

    if not kwargs.get("raw"):
        look_at(pages_that_show(sender._meta.label))
