"""What editors find, by the words that come to their minds."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.urls import reverse
from modelsearch.query import Phrase, PlainText
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from accounts.models import User
from content.models import SiteImage
from exhibitions.models import ResearchInstitution
from home.models import StandardPage
from networks.models import ContactPerson
from tests.factories import ContactPersonFactory, SiteDocumentFactory, SiteImageFactory

pytestmark = pytest.mark.django_db
SPELLINGS = ["Foerd", "Förd", "FÖRD", "fo\u0308rd", "För\u00add", "förderung", "Foerderung Kohle"]
OTHER_SPELLINGS = ["Giess", "Gieß", "GIESS", "gießler", "Giessler"]


@pytest.fixture
def page(home):
    return home.add_child(instance=StandardPage(title="Förderung im Kohlerevier", slug="neu"))


@pytest.mark.parametrize("typed", SPELLINGS)
def test_the_page_explorer_finds_every_spelling(admin_client, home, page, typed):
    html = admin_client.get(reverse("wagtailadmin_explore", args=[home.pk]), {"q": typed}).text

    assert page.title in html


@pytest.mark.parametrize("typed", SPELLINGS)
def test_the_page_search_finds_every_spelling(admin_client, page, typed):
    assert page.title in admin_client.get(reverse("wagtailadmin_pages:search"), {"q": typed}).text


@pytest.mark.parametrize("typed", SPELLINGS)
def test_the_page_chooser_finds_every_spelling(admin_client, page, typed):
    url = reverse("wagtailadmin_choose_page_search")

    assert page.title in admin_client.get(url, {"q": typed}).text


@pytest.mark.parametrize("typed", OTHER_SPELLINGS)
@pytest.mark.parametrize(
    ("make", "listing", "chooser"),
    [
        (
            lambda name: SiteImageFactory(title=name),
            "wagtailimages:index",
            "wagtailimages_chooser:choose_results",
        ),
        (
            lambda name: SiteDocumentFactory(title=name),
            "wagtaildocs:index",
            "wagtaildocs_chooser:choose_results",
        ),
        (
            lambda name: ContactPersonFactory(name=name),
            "wagtailsnippets_networks_contactperson:list",
            "wagtailsnippetchoosers_networks_contactperson:choose_results",
        ),
        (
            lambda name: ResearchInstitution.objects.create(name=name),
            "wagtailsnippets_exhibitions_researchinstitution:list",
            "wagtailsnippetchoosers_exhibitions_researchinstitution:choose_results",
        ),
    ],
    ids=["images", "documents", "people", "institutions"],
)
def test_listings_and_choosers_find_every_spelling(admin_client, make, listing, chooser, typed):
    make("Gießler am Werk")

    assert "Gießler am Werk" in admin_client.get(reverse(listing), {"q": typed}).text
    assert "Gießler am Werk" in admin_client.get(reverse(chooser), {"q": typed}).text


def test_a_soft_hyphen_in_the_text_is_no_hindrance(home):
    page = home.add_child(instance=StandardPage(title="Struktur\u00adwandel", slug="neu"))

    assert list(Page.objects.autocomplete("Strukturw")) == [page.page_ptr]


@pytest.mark.parametrize(
    ("title", "typed"),
    [
        ("Drei Netzwerke", "Netzwerk"),
        ("Ein Netzwerk", "Netzwerken"),
        ("Alte Häuser", "Haus"),
        ("Die Förderung", "foerderungen"),
        ("Gebäude der Hochschule", "Hochschulen"),
        ("Struktur\u00adwandel", "Strukturwandels"),
    ],
)
def test_whole_words_are_found_in_every_inflection(title, typed):
    image = SiteImageFactory(title=title)
    document = SiteDocumentFactory(title=title)
    person = ContactPersonFactory(name=title)

    assert image in SiteImage.objects.search(typed)
    assert document in get_document_model().objects.search(typed)
    assert person in get_search_backend().search(typed, ContactPerson)


def test_all_words_have_to_be_there_in_whatever_field():
    image = SiteImageFactory(title="Tagebau", description="Ein Bagger bei Nacht")

    assert image in SiteImage.objects.search("Bagger Tagebau")
    assert image not in SiteImage.objects.search("Bagger Theater")


def test_a_phrase_is_found_as_it_stands():
    image = SiteImageFactory(title="Bagger bei Nacht")

    assert image in get_search_backend().search(Phrase("bei Nacht"), SiteImage)
    assert image not in get_search_backend().search(Phrase("Nacht bei"), SiteImage)


def test_the_title_counts_more_than_the_rest():
    in_text = SiteImageFactory(title="Nachts", description="Ein Bagger")
    in_title = SiteImageFactory(title="Ein Bagger", description="Nachts und bei Tage und am Abend")

    assert list(SiteImage.objects.search("Bagger")) == [in_title, in_text]


def test_a_shorter_title_comes_first(home):
    long, short = (
        home.add_child(instance=StandardPage(title=title, slug=slug)).page_ptr
        for title, slug in [("Quarkspeise mit vielen Kirschen", "a"), ("Quarkspeise", "b")]
    )

    assert list(Page.objects.autocomplete("quark")) == [short, long]


def test_a_search_in_titles_finds_nothing_elsewhere():
    in_text = SiteImageFactory(title="Nachts", description="Ein Bagger")
    in_title = SiteImageFactory(title="Ein Bagger")

    assert list(SiteImage.objects.search("Bagger", fields=["title"])) == [in_title]
    assert set(SiteImage.objects.search("Bagger", fields=["title", "description"])) == {
        in_text,
        in_title,
    }


def test_hits_are_counted_cut_sorted_faceted_and_scored(home):
    pages = [
        home.add_child(instance=StandardPage(title=f"Quarkspeise {sign}", slug=sign)).page_ptr
        for sign in "cab"
    ]
    found = Page.objects.order_by("title").autocomplete("quark", order_by_relevance=False)

    assert found.count() == 3
    assert [page.title[-1] for page in found[1:]] == ["b", "c"]
    assert dict(found.facet("content_type_id")) == {pages[0].content_type_id: 3}
    assert all(page.score > 0 for page in found.annotate_score("score"))


def test_what_is_not_wanted_is_left_out(home):
    home.add_child(instance=StandardPage(title="Quark mit Kirschen", slug="a"))
    plain = home.add_child(instance=StandardPage(title="Quark", slug="b")).page_ptr

    assert list(Page.objects.search(PlainText("Quark") & ~PlainText("Kirsche"))) == [plain]
    assert Page.objects.search(~PlainText("Quark")).count() == Page.objects.count() - 2


def test_a_kind_of_page_finds_its_own_only(page):
    assert StandardPage.objects.autocomplete("Kohlerev").count() == 1
    assert ContactPerson.objects.count() > 0
    assert get_search_backend().autocomplete("Kohlerev", ContactPerson).count() == 0


def test_a_new_title_is_found_and_the_old_one_no_more(page):
    page.title = "Quarkspeise"
    page.save_revision().publish()

    assert Page.objects.autocomplete("quark").count() == 1
    assert page.page_ptr not in Page.objects.autocomplete("Kohlerev")


def test_what_is_deleted_is_not_found(page):
    page.delete()

    assert Page.objects.autocomplete("Kohlerev").count() == 0


def test_the_index_is_made_anew_as_it_was():
    before = entries()

    call_command("update_index", verbosity=0)

    assert entries() == before


def test_whatever_belongs_to_nothing_is_thrown_away():
    before = entries()
    kinds = ContentType.objects.get_for_models(SiteImage, User).values()
    IndexEntry.objects.bulk_create(
        IndexEntry(content_type=kind, object_id="999999", title="", body="", autocomplete="")
        for kind in kinds
    )

    call_command("update_index", verbosity=0)

    assert entries() == before


def entries():
    columns = ("content_type", "object_id", "title", "body", "autocomplete")
    return sorted(IndexEntry.objects.values_list(*columns))
