"""Whatever is typed into whichever field of the admin, it gets an answer."""

import json
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from content.models import SiteImage
from exhibitions.models import ResearchInstitution
from networks.models import ContactPerson
from tests.factories import SiteImageFactory

pytestmark = pytest.mark.django_db

ODD = [
    "",
    "   ",
    "\x00",
    "Fo\x00to",
    '"',
    'a"',
    "'",
    "((((",
    "[a] {b}",
    "*",
    "a* :b -c ^d",
    "a:b",
    "AND OR NOT NEAR(a b)",
    "!a & b | c <-> d",
    "%_\\",
    "😀",
    "\u00ad",
    "\ud7ff\ufffe",
    "½ ² ﷽ ﬁ e\u0301 \U00032000",
    "x" * 10_000,
    "a " * 5_000,
    'a"' * 5_000,
]
names_of_odd = [each[:12].encode("unicode_escape").decode() for each in ODD]
each_odd = pytest.mark.parametrize("typed", ODD, ids=names_of_odd)


class TextFields(HTMLParser):
    """The addresses and names of all fields in which something is looked for."""

    def __init__(self, html):
        super().__init__()
        self.found = set()
        self.asked = None
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "form":
            is_question = (attributes.get("method") or "get").lower() == "get"
            self.asked = attributes.get("action") if is_question else None
        elif tag == "input" and self.asked and attributes.get("type") in {None, "text", "search"}:
            self.found.add((self.asked, attributes["name"]))

    def handle_endtag(self, tag):
        if tag == "form":
            self.asked = None


def addresses(patterns, before="/"):
    """Every address without a variable part."""
    for pattern in patterns:
        address = before + str(pattern.pattern).strip("^$")
        if not isinstance(pattern, URLPattern):
            yield from addresses(pattern.url_patterns, address)
        elif not set("<(*") & set(address):
            yield address


def fields_of_the_admin(client):
    """All that is found in the forms of all its pages."""
    found = set()
    for address in addresses(get_resolver().url_patterns):
        if not address.startswith("/admin/") or address == reverse("wagtailadmin_logout"):
            continue
        if address == "/admin/failwhale/":  # Wagtail's own example of an error
            continue
        response = client.get(address)
        if response.headers["Content-Type"].startswith("application/json"):
            answer = json.loads(response.text)
            found |= TextFields(answer.get("html", "")).found if isinstance(answer, dict) else set()
        elif response.headers["Content-Type"].startswith("text/html"):
            found |= TextFields(response.text).found
    return found


_found = set()


@pytest.fixture
def fields(admin_client, home):
    """The fields as the pages show them, and those on pages that the walk does not come to."""
    if not _found:
        _found.update(fields_of_the_admin(admin_client))
    bulk = [("content", "siteimage"), ("content", "sitedocument"), ("accounts", "user")]
    return _found | {
        (reverse("wagtailadmin_explore_results", args=[home.pk]), "q"),
        (reverse("wagtailadmin_choose_page_child", args=[home.pk]), "q"),
        (reverse("wagtailadmin_tag_autocomplete"), "term"),
        (reverse("wagtailadmin_api:pages:listing"), "search"),
        *((reverse("wagtail_bulk_action", args=[*model, "delete"]), "q") for model in bulk),
    }


def answer(client, address, name, typed):
    """The status; all that is found is chosen where something is done with many at once."""
    is_bulk = "/bulk/" in address
    data = {name: typed} | ({"id": "all"} if is_bulk else {})
    status = client.get(address, data).status_code
    return 200 if is_bulk and status == 404 else status  # nothing found, nothing to do


def test_the_fields_are_those_that_there_are(fields):
    looked_in = {address for address, name in fields if name == "q"}

    assert looked_in >= {
        reverse(name)
        for name in [
            "wagtailadmin_pages:search_results",
            "wagtailimages:index_results",
            "wagtailimages_chooser:choose_results",
            "wagtaildocs:index_results",
            "wagtaildocs_chooser:choose_results",
            "wagtailsnippets_networks_contactperson:list_results",
            "wagtailsnippets_exhibitions_researchinstitution:list_results",
            "wagtailsnippetchoosers_networks_contactperson:choose_results",
            "wagtailsnippetchoosers_exhibitions_researchinstitution:choose_results",
            "wagtailredirects:index_results",
            "wagtailusers_users:index_results",
            "wagtailusers_groups:index_results",
            "wagtailadmin_workflows:index_results",
            "wagtailadmin_workflows:task_chooser_results",
        ]
    } | {
        "/admin/eingang/",
        "/admin/ausleihe/vorgaenge/results/",
        "/admin/postausgang/results/",
        "/admin/projektideen/gremien/results/",
    }
    assert ("/admin/protokoll/results/", "reference") in fields
    assert ("/admin/reports/site-history/results/", "label") in fields


@each_odd
def test_every_field_of_the_admin_answers(admin_client, fields, typed):
    SiteImageFactory()
    admin_client.raise_request_exception = False

    answers = {field: answer(admin_client, *field, typed) for field in fields}

    assert {field: status for field, status in answers.items() if status != 200} == {}


def test_broken_bytes_in_an_address_get_an_answer(admin_client, fields):
    for address, name in fields:
        assert admin_client.get(f"{address}?{name}=%ED%A0%80%FF%00a").status_code < 500, address


@pytest.mark.parametrize("typed", [*ODD, "\ud800", "a\udfffb"], ids=[*names_of_odd, "lone", "low"])
@pytest.mark.parametrize(
    "model", [Page, SiteImage, get_document_model(), ContactPerson, ResearchInstitution]
)
def test_no_string_is_too_much_for_the_database(model, typed):
    backend = get_search_backend()

    for found in (backend.search(typed, model), backend.autocomplete(typed, model)):
        assert len(found) == found.count()


@each_odd
def test_no_string_is_too_much_for_the_index(typed):
    image = SiteImageFactory(title=(typed.replace("\x00", "") + " Quarkspeise")[-255:])

    assert image in SiteImage.objects.search("Quarkspeise")


def test_what_no_column_could_hold_is_indexed_all_the_same():
    image = SiteImageFactory()
    image.title, image.description = "Quark\x00speise \ud800", "\x00'\"\\ " + "ä" * 10_000

    get_search_backend().add(image)

    assert SiteImage.objects.search("speise").count() == 1
    assert SiteImage.objects.search("ä" * 10_000).count() == 1


def test_visitors_are_answered_too():
    assert Client().get("/suche/?q=Glos%00sar&seite=%00").status_code == 200
