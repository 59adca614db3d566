"""What the public search may filter a page by, page type by page type."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from content.facets import Facets, german_slugs
from content.models import BasePage
from content.models.facets import FACETS_PANEL
from exhibitions.models import PosterPage
from home.models import FocusAreaIndexPage, FocusAreaPage, NewsPage, PublicationPage, StandardPage
from networks.ideas.models import IdeaStoryPage
from networks.models import NetworkPage, Region, RegionPage
from tests.factories import make_news

pytestmark = pytest.mark.django_db

ENERGY = "energiemodellregion"
KNOWS_BY_ITSELF = {"FocusAreaPage", "IdeaStoryPage", "NetworkPage", "RegionPage"}


def in_english(slug: str) -> FocusAreaPage:
    """The translation of a Schwerpunkt, at an address of its own."""
    english = Locale.objects.get(language_code="en")
    FocusAreaIndexPage.objects.get().copy_for_translation(english, copy_parents=True)
    page = FocusAreaPage.objects.get(slug=slug).copy_for_translation(english)
    page.slug = "in-english"
    page.save()
    return page


def test_a_network_is_about_its_focus_area_in_its_region():
    page = NetworkPage.objects.get(slug=ENERGY, region__slug="lausitz")

    assert page.facets() == Facets(
        "Fachnetzwerk", None, frozenset({ENERGY}), frozenset({"lausitz"})
    )


def test_a_region_and_a_focus_area_are_about_themselves():
    region = RegionPage.objects.get(slug="mitteldeutschland")
    focus_area = FocusAreaPage.objects.get(slug=ENERGY)

    assert region.facets() == Facets("Revier", regions=frozenset({"mitteldeutschland"}))
    assert focus_area.facets() == Facets("Schwerpunkt", focus_areas=frozenset({ENERGY}))


def test_a_translated_focus_area_counts_as_the_german_one():
    english = in_english(ENERGY)
    network = NetworkPage.objects.get(slug=ENERGY, region__slug="lausitz")
    network.focus_area = english
    news = make_news(focus_areas=[english])

    assert english.facets().focus_areas == {ENERGY}
    assert network.facets().focus_areas == {ENERGY}
    assert news.facets().focus_areas == {ENERGY}


def test_a_focus_area_that_is_told_of_in_english_only_has_no_filter():
    english = in_english(ENERGY)
    FocusAreaPage.objects.filter(slug=ENERGY).update(translation_key=uuid4())

    assert english.facets().focus_areas == frozenset()


def test_a_story_is_about_the_focus_area_and_the_region_of_its_idea():
    facets = IdeaStoryPage.objects.get().facets()

    assert facets == Facets("Idee", None, frozenset({ENERGY}), frozenset({"lausitz"}))


def test_a_story_without_focus_area_and_region_has_none():
    assert IdeaStoryPage(title="Neu").facets() == Facets("Idee")


def test_news_are_of_the_year_of_their_date():
    assert make_news(date=date(2031, 12, 31)).facets() == Facets("Meldung", 2031)


def test_a_publication_is_of_its_year():
    assert PublicationPage.objects.get().facets().year == 2021


def test_other_pages_say_what_an_editor_has_ticked():
    poster = PosterPage.objects.get(number=1)

    assert poster.facets() == Facets(
        "Plakat", focus_areas=frozenset({"kreislaufwirtschaft-und-biooekonomie"})
    )


def test_a_draft_changes_nothing_before_it_is_published():
    news = make_news()
    draft = news.get_latest_revision_as_object()
    draft.regions.set(Region.objects.filter(slug="lausitz"))
    revision = draft.save_revision()

    assert NewsPage.objects.get(pk=news.pk).facets().regions == frozenset()
    revision.publish()
    assert NewsPage.objects.get(pk=news.pk).facets().regions == {"lausitz"}


def test_a_page_asks_three_questions_at_most():
    news = make_news(focus_areas=FocusAreaPage.objects.all(), regions=list(Region.objects.all()))
    news = NewsPage.objects.get(pk=news.pk)

    with CaptureQueriesContext(connection) as queries:
        facets = news.facets()

    assert (len(facets.focus_areas), len(facets.regions)) == (5, 2)
    assert len(queries) == 3


def test_many_pages_are_asked_together():
    pages = BasePage.objects.live().specific().prefetch_related("focus_areas", "regions")
    pages = [page for page in pages if type(page).__name__ not in KNOWS_BY_ITSELF]

    with CaptureQueriesContext(connection) as queries:
        about = [page for page in pages if page.facets().focus_areas]

    assert len(queries) == len(about) > 5


def test_no_page_costs_no_question(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert german_slugs([]) == frozenset()


def test_editors_are_asked_where_the_page_does_not_know_by_itself():
    asked = {
        model.__name__
        for model in map(type, BasePage.objects.specific())
        if FACETS_PANEL in model.promote_panels
    }
    kinds = {type(page).__name__ for page in BasePage.objects.specific()}

    assert asked == kinds - KNOWS_BY_ITSELF


def test_an_editor_ticks_german_focus_areas_and_regions(admin_client, home):
    english = in_english(ENERGY)
    energy = FocusAreaPage.objects.get(slug=ENERGY)
    address = reverse("wagtailadmin_pages:add", args=["home", "standardpage", home.pk])
    data = nested_form_data(
        {
            "title": "Wärme",
            "slug": "waerme",
            "introduction": "",
            "body": streamfield([("text", rich_text("<p>Text.</p>"))]),
            "picture": "",
            "illustration": "",
            "as_of": "",
            "placement": "",
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
            "action-publish": "1",
        }
    )
    data |= {"focus_areas": [energy.pk], "regions": [Region.objects.get(slug="lausitz").pk]}

    form = admin_client.get(address).context["form"]
    admin_client.post(address, data)

    assert form.fields["focus_areas"].queryset.count() == 5
    assert english not in form.fields["focus_areas"].queryset
    page = StandardPage.objects.get(slug="waerme")
    assert page.facets() == Facets("Seite", None, frozenset({ENERGY}), frozenset({"lausitz"}))


def test_a_copy_is_about_the_same():
    original = PosterPage.objects.get(number=1)

    copy = original.copy(update_attrs={"slug": "kopie", "number": 77})

    assert Page.objects.get(pk=copy.pk).specific.facets() == original.facets()
