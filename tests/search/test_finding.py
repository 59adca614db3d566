"""What somebody types finds what she has in mind; what nobody may read is never found."""

import json
import re

import pytest
from django.db import connection
from wagtail.models import PageViewRestriction

from home.models import GlossaryPage, StandardPage
from search import index
from search.models import Promotion, SearchedQuery, SearchEntry, SynonymGroup
from search.questions import flush_questions, is_worth_keeping
from tests.factories import SiteDocumentFactory, make_news

pytestmark = pytest.mark.django_db


def answer(client, query, **more):
    return client.get("/suche/", {"q": query, **more})


def hits(response):
    listing = re.search(r'<ol[^>]*id="treffer".*?</ol>', response.text, re.DOTALL)
    if not listing:
        return []
    items = re.findall(r"<li.*?</li>", listing[0], re.DOTALL)
    return [re.search(r'<a[^>]*href="([^"]+)"', item)[1] for item in items]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Foerderung", "/projektidee/"),
        ("Netzwerke Lausitz", "/fachnetzwerke/lausitz/"),
        ("Fach Netzwerk", "/fachnetzwerke/"),
        ("Austellung", "/wanderausstellung/"),
        ("Giessler", "/fachnetzwerke/lausitz/"),
        ("schwer\u00adpunkte", "/schwerpunkte/"),
        ("Telemedizin", "/schwerpunkte/gesundheitsmodellregion/"),
    ],
)
def test_who_types_what_she_has_in_mind_finds_it(client, query, expected):
    found = []
    for number in (1, 2, 3):
        found += hits(answer(client, query, seite=number))
    assert expected in found


def test_a_word_that_is_none_is_corrected_and_said(client):
    assert "Wir haben nach „Ausstellung“ gesucht" in answer(client, "Austellung").text


def test_found_words_are_marked(client):
    assert re.search(r"<mark\s*>[^<]*[Nn]etzwerk", answer(client, "Netzwerke").text)


def test_a_facet_is_a_link_that_narrows_and_another_that_widens(client):
    response = answer(client, "Netzwerk")
    assert 'aria-label="Treffer eingrenzen"' in response.text

    narrowed = answer(client, "Netzwerk", revier="lausitz", art="Fachnetzwerk")

    assert hits(narrowed)
    assert all(url.startswith("/fachnetzwerke/lausitz/") for url in hits(narrowed))
    assert "Filter entfernen: Fachnetzwerk" in narrowed.text


def test_a_filter_that_nothing_fits_offers_the_search_without_it(client):
    response = answer(client, "Netzwerk", art="Gibt es nicht")

    assert response.status_code == 200
    assert "mit diesen Filtern keine Seite" in response.text


def test_suggestions_begin_as_typed_in_either_spelling(client):
    for typed in ("Krei", "krei"):
        found = json.loads(client.get("/suche/vorschlaege/", {"q": typed}).text)["vorschlaege"]
        assert found
        assert all("krei" in each["titel"].casefold() for each in found)
        assert set(found[0]) == {"titel", "url", "art"}
    assert client.get("/suche/vorschlaege/", {"q": '"'}).json() == {"vorschlaege": []}


def test_synonyms_hold_at_once(client):
    assert hits(answer(client, "Quasselbude")) == []

    SynonymGroup.objects.create(expressions="Quasselbude, Glossar")

    assert "/glossar/" in hits(answer(client, "Quasselbude"))


def test_what_editors_promote_stands_first_in_every_inflection(client):
    page = GlossaryPage.objects.get()
    Promotion.objects.create(query="Netzwerk", page=page)

    response = answer(client, "netzwerke")

    assert hits(response)[0] == "/glossar/"
    assert "Empfehlung der Redaktion" in response.text


def test_what_is_published_is_found_and_what_is_withdrawn_is_not(client):
    page = make_news("Quittenernte in der Lausitz")
    assert page.get_url() in hits(answer(client, "Quittenernten"))

    page.unpublish()

    assert hits(answer(client, "Quittenernte")) == []
    assert not SearchEntry.objects.filter(pk=page.pk).exists()


def test_drafts_and_private_pages_are_in_no_table_of_the_index(client, home):
    draft = home.add_child(
        instance=StandardPage(title="Quittenentwurf", introduction="Quittengeheim", live=False)
    )
    private = home.add_child(instance=StandardPage(title="Quittenprivat"))
    PageViewRestriction.objects.create(page=private, restriction_type="login")

    assert not SearchEntry.objects.filter(pk__in=[draft.pk, private.pk]).exists()
    assert dump_of_the_index().count("quitten") == 0
    make_news("Quittenmus")  # the same look finds what may be found
    assert dump_of_the_index().count("quitten") > 0


def test_a_deleted_page_is_in_no_table_of_the_index_any_more():
    page = make_news("Quittenmus")
    assert dump_of_the_index().count("quitten") > 0

    page.delete()

    assert dump_of_the_index().count("quitten") == 0


def dump_of_the_index():
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM search_words")
        words = repr(cursor.fetchall())
    return (words + repr(list(SearchEntry.objects.values()))).casefold()


def test_the_text_of_a_file_leads_to_the_page_that_offers_it(client, monkeypatch):
    from pathlib import Path

    from django.core.files.base import ContentFile

    from home.models import PublicationIndexPage, PublicationPage

    content = pdf_with("Quittenkunde")
    document = SiteDocumentFactory(file=ContentFile(content, name="quitten.pdf"))
    page = PublicationPage(title="Ein Bericht", year=2026, document=document)
    PublicationIndexPage.objects.get().add_child(instance=page)

    response = answer(client, "Quittenkunde")

    assert hits(response) == [page.get_url()]
    assert "Gefunden in der Datei" in response.text
    assert Path(document.file.name).suffix == ".pdf"


def pdf_with(word):
    """The smallest PDF that says one word."""
    text = f"BT /F 12 Tf 9 9 Td ({word}) Tj ET".encode()
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 50]/Contents 4 0 R"
        b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(text), text),
    ]
    body = b"%PDF-1.4\n"
    offsets = []
    for number, part in enumerate(parts, 1):
        offsets.append(len(body))
        body += b"%d 0 obj%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(body)
    return body + (
        b"xref\n0 5\n0000000000 65535 f \n" + table + b"trailer<</Size 5/Root 1 0 R>>\n"
        b"startxref\n%d\n%%%%EOF" % start
    )


def test_a_visit_writes_nothing_and_the_worker_writes_the_question_down(
    client, django_assert_max_num_queries
):
    answer(client, "Netzwerk")
    with django_assert_max_num_queries(16) as queries:
        answer(client, "Netzwerk")
    assert not [q for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert not SearchedQuery.objects.exists()

    flush_questions()

    row = SearchedQuery.objects.get()
    assert (row.query, row.times) == ("netzwerk", 2)
    assert row.hits > 0


@pytest.mark.parametrize(
    "query",
    ["erika@example.org", "0351 1234567", "Frau Mustermann Görlitz", "ABCD2345", "https://a.b", ""],
)
def test_what_may_name_a_person_is_not_kept(query):
    assert not is_worth_keeping(query)
    assert is_worth_keeping("wasserstoff lausitz")


def test_a_rebuild_finds_exactly_the_public_pages():
    SearchEntry.objects.all().delete()

    index.rebuild()

    assert index.missing_or_stale() == set()
    assert SearchEntry.objects.exists()
