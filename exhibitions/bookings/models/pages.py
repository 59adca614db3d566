"""Pages about lending. Views give them what depends on the day: dates, the form, the tour."""

from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from content.models import BasePage, WithBody
from exhibitions.bookings.models.rules import LendingRules
from exhibitions.bookings.models.terms import LoanTerms


class PageOfTheExhibition(WithBody, BasePage):
    """One of its kind below the exhibition, with a body to arrange."""

    max_count_per_parent = 1
    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    kicker = "Wanderausstellung"

    class Meta:
        abstract = True


class LendingPage(PageOfTheExhibition):
    """When the exhibition is free, and the form to ask for it. Stands at one fixed address."""

    parent_page_types = ["exhibitions.ExhibitionPage"]
    subpage_types = []
    search_fields = [*PageOfTheExhibition.search_fields, index.SearchField("delivery_text")]
    search_kind = "Ausleihe"
    template = "bookings/lending_page.html"

    class Meta:
        verbose_name = "Ausleihen: freie Zeiträume und Formular"

    @property
    def delivery_text(self) -> str:
        """Who brings and takes the exhibition, as the rules say it."""
        rules = LendingRules.objects.first()  # not `load`: reading makes no settings
        return rules.delivery_text if rules else ""


class TourPage(PageOfTheExhibition):
    """Where the exhibition was, is and will be."""

    parent_page_types = ["exhibitions.ExhibitionPage"]
    subpage_types = []
    search_kind = "Tour"
    template = "bookings/tour_page.html"

    class Meta:
        verbose_name = "Termine: die Tour"


class TermsPage(PageOfTheExhibition):
    """The terms of lending as they hold today, and every version before."""

    parent_page_types = ["exhibitions.ExhibitionPage"]
    subpage_types = []
    search_fields = [*PageOfTheExhibition.search_fields, index.SearchField("terms_lines")]
    search_kind = "Leihbedingungen"
    template = "bookings/terms_page.html"

    class Meta:
        verbose_name = "Leihbedingungen"

    def get_context(self, request, *args, **kwargs):
        """`?fassung=N` shows an earlier version; an odd number shows the one that holds."""
        asked = request.GET.get("fassung", "")
        shown = None
        if asked.isascii() and asked.isdigit() and len(asked) < 5:
            shown = next((each for each in self.versions if each.version == int(asked)), None)
        return super().get_context(request, *args, **kwargs) | {
            "terms": shown or self.current,
            "is_current": shown is None or shown == self.current,
        }

    @property
    def terms_lines(self) -> list[str]:
        """The version that holds today, line by line."""
        terms = LoanTerms.current()
        return [line for part in terms.parts for line in part["lines"]] if terms else []

    @cached_property
    def versions(self) -> list[LoanTerms]:
        """Every version, the newest first."""
        return list(LoanTerms.objects.all())

    @cached_property
    def current(self) -> LoanTerms | None:
        """The version that holds today."""
        return LoanTerms.current()
