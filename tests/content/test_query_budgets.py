"""Each page type has a budget of queries, the same with 10 and with 1,000 pages beside it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.models import BasePage
from tests.siblings import add_siblings

pytestmark = pytest.mark.django_db

# Queries of one view, its renditions made. A number that grows is a fault to look at.
BUDGETS = {
    "HomePage": 21,
    "MissionPage": 16,
    "FocusAreaIndexPage": 11,
    "FocusAreaPage": 13,
    "NetworkIndexPage": 16,
    "RegionPage": 14,
    "NetworkPage": 18,
    "WorkingMethodPage": 11,
    "HistoryPage": 11,
    "ExhibitionPage": 20,
    "PosterIndexPage": 13,
    "PosterPage": 15,
    "LendingPage": 20,
    "TourPage": 8,
    "TermsPage": 12,
    "ProjectIdeaPage": 15,
    "IdeaStoryIndexPage": 12,
    "IdeaStoryPage": 12,
    "NewsIndexPage": 12,
    "NewsPage": 12,
    "ContactPage": 12,
    "GlossaryPage": 12,
    "PublicationIndexPage": 13,
    "PublicationPage": 13,
    "EasyLanguagePage": 14,
    "SignLanguagePage": 15,
    "StandardPage": 12,
    "ImprintPage": 12,
    "PrivacyPage": 13,
    "AccessibilityStatementPage": 13,
    "BarrierReportPage": 8,
    "ImageCreditsPage": 15,
    "ContentsPage": 13,
}
# One of these stands alone: the model allows no second one, or it names its Revier.
ALONE = {"HomePage", "RegionPage"}


def queries_of(client, address) -> list[str]:
    """The statements of one view of a page that was seen before."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in queries]


def a_page(kind):
    """The first published page of this kind."""
    pages = BasePage.objects.live().order_by("path").specific()
    return next(page for page in pages if type(page).__name__ == kind)


@pytest.mark.parametrize("kind", sorted(BUDGETS))
def test_a_page_keeps_its_budget_of_queries(client, kind):
    queries = queries_of(client, a_page(kind).url)

    assert len(queries) == BUDGETS[kind], "\n".join(queries)


@pytest.mark.parametrize("kind", sorted(BUDGETS.keys() - ALONE))
def test_a_page_takes_the_same_queries_with_1000_pages_beside_it(client, kind):
    page = a_page(kind)
    add_siblings(page, 10)
    with_ten = queries_of(client, page.url)
    add_siblings(page, 990)

    assert len(queries_of(client, page.url)) == len(with_ten)
