"""What is too long, too late or too much is cut, and nobody is refused."""

import pytest
from django.core.files.base import ContentFile
from wagtail.models import Collection, CollectionViewRestriction

from german.lexicon import Lexicon
from german.wanted import Synonyms, want
from home.models import PublicationIndexPage, PublicationPage, StandardPage
from search.asking import search
from search.excerpts import near
from search.filters import Filters
from search.models import IndexState, SearchEntry
from search.questions import is_worth_keeping, keep
from search.spelling import nearest
from search.tsvector import as_tsvector
from search.vocabulary import learn_words, vocabulary
from tests.factories import SiteDocumentFactory
from tests.search.test_finding import pdf_with

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("query", ["\ufdfa" * 70, "ab \uff9e", "\uff9f", "ä" * 200, "x" * 5000])
def test_a_word_that_grows_or_vanishes_when_it_is_folded_gets_an_answer(client, query):
    assert client.get("/suche/", {"q": query}).status_code == 200
    assert client.get("/suche/vorschlaege/", {"q": query}).status_code == 200


@pytest.mark.parametrize("number", ["99", "0", "-1", "9" * 4400, "²", "١"])
def test_behind_the_last_page_of_hits_is_the_last_page(client, home, number):
    for each in range(12):
        home.add_child(instance=StandardPage(title=f"Quitten {each}"))

    response = client.get("/suche/", {"q": "Quitten", "seite": number})

    assert response.status_code == 200
    assert len(response.context["result"].hits) in {2, 10}
    assert (len(response.context["result"].hits) == 2) == (number == "99")


def test_a_page_with_more_words_than_a_database_keeps_is_found_by_its_first(home):
    text = " ".join(f"{number:x}мост{number:x}ischen" for number in range(35_000))

    page = home.add_child(instance=StandardPage(title="Quitten", introduction=text))

    assert SearchEntry.objects.filter(pk=page.pk).exists()
    assert [hit.page.pk for hit in search("Quitten", Filters(), 1).hits] == [page.pk]


def test_a_tsvector_stays_below_what_postgresql_takes():
    vector = as_tsvector((" ".join(f"wort{number}" for number in range(200_000)), "A"))

    assert len(vector.encode()) < 2_000_000
    assert sum(len(part.split(":")[0]) - 2 + 8 for part in vector.split()) <= 1_000_000


def test_the_words_of_a_file_whose_collection_moves_below_a_private_one_are_gone():
    root = Collection.get_first_root_node()
    private = root.add_child(name="Intern")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    shelf = Collection.objects.get(pk=root.pk).add_child(name="Regal")
    document = SiteDocumentFactory(
        file=ContentFile(pdf_with("Quittenkunde"), name="quitten.pdf"), collection=shelf
    )
    page = PublicationPage(title="Ein Bericht", year=2026, document=document)
    PublicationIndexPage.objects.get().add_child(instance=page)
    assert "Quittenkunde" in SearchEntry.objects.get(pk=page.pk).files

    shelf = Collection.objects.get(pk=shelf.pk)
    shelf.move(Collection.objects.get(pk=private.pk), "sorted-child")
    Collection.objects.get(pk=shelf.pk).save()  # as Wagtail's form does, in one transaction

    assert SearchEntry.objects.get(pk=page.pk).files == ""


@pytest.mark.parametrize(
    "query", ["0171 234 5678", "0351 564 0", "(0351) 56-40", "rufen 0351/5640"]
)
def test_no_number_that_may_be_a_telephone_is_kept(query):
    assert not is_worth_keeping(query)
    assert is_worth_keeping("mission 2038")


def test_a_cache_that_is_gone_costs_nobody_the_answer(settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    }

    keep("quitten", 3)


def test_a_relative_of_a_word_of_the_site_is_no_slip(home):
    home.add_child(instance=StandardPage(title="Quittung und Beförderung"))
    learn_words()
    known = vocabulary(IndexState.now())

    assert nearest(known.want("befördert")[0], known) == ""
    assert nearest(known.want("Bevörderung")[0], known) == "Beförderung"


def test_a_long_text_is_looked_through_around_the_word():
    text = "Apfel " * 50_000 + "Förderung" + " Birne" * 50_000

    wanted = want("Foerderung", Lexicon(), Synonyms())

    assert "Förderung" in near(text, wanted)
    assert len(near(text, wanted)) <= 10_000
    assert near("kurz", wanted) == "kurz"
