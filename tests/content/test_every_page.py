"""What holds for every public page, whatever its kind."""

import json
import re

import pytest
from django.template.loader import render_to_string
from django.test import Client
from wagtail.models import get_page_models

from content.models import BasePage
from tests.addresses import (
    LATER_ADDRESSES,
    PUBLIC_ADDRESSES,
    one_address_of_each_kind,
    own_links,
)

pytestmark = pytest.mark.django_db


def own_page_types():
    return [model for model in get_page_models() if issubclass(model, BasePage)]


@pytest.mark.parametrize("address", PUBLIC_ADDRESSES)
def test_a_public_address_answers(client, address):
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", LATER_ADDRESSES)
def test_an_address_that_is_yet_to_come_answers_404(client, address):
    assert client.get(address).status_code == 404


def test_the_demonstration_holds_a_page_of_every_kind():
    kinds = {model.__name__ for model in own_page_types()} - {"BasePage", "StandardPage"}

    assert kinds - set(one_address_of_each_kind()) == set()


def test_no_link_of_the_site_leads_nowhere(client):
    seen, waiting, broken = set(), {"/"}, {}
    while waiting:
        address = waiting.pop()
        seen.add(address)
        response = client.get(address)
        if response.status_code not in {200, 302, 301}:
            broken[address] = response.status_code
        if response.get("Content-Type", "").startswith("text/html"):
            waiting |= {link.split("#")[0] for link in own_links(response.text)} - seen - {""}

    assert broken == {}
    assert set(PUBLIC_ADDRESSES) - seen == set()
    assert set(LATER_ADDRESSES) & seen == set()


@pytest.mark.parametrize("address", PUBLIC_ADDRESSES)
def test_a_public_page_sets_no_cookie_and_depends_on_none(client, address):
    response = client.get(address)

    assert response.cookies == {}
    assert "Cookie" not in response.get("Vary", "")
    assert "Accept-Language" not in response.get("Vary", "")


@pytest.mark.parametrize("address", PUBLIC_ADDRESSES)
def test_a_public_page_names_no_file_of_another_host(client, address):
    html = client.get(address).text

    assert re.findall(r'(?:src|srcset|action|data)="(?:https?:)?//[^"]+', html) == []
    stylesheets = re.findall(r'<link\s+rel="(?:stylesheet|icon|preload)[^>]*href="([^"]+)"', html)
    assert [address for address in stylesheets if not address.startswith("/static/")] == []


@pytest.mark.parametrize("address", PUBLIC_ADDRESSES)
def test_a_public_page_holds_no_inline_script_or_style(client, address):
    html = client.get(address).text

    scripts = re.findall(
        r"<script(?! type=\"application/ld\+json\")([^>]*)>(.*?)</script", html, re.S
    )
    for attributes, inline in scripts:
        assert re.search(r'\ssrc="/static/[^"]+"', attributes)
        assert inline == ""
    assert len(scripts) == html.count("<script") - html.count('<script type="application/ld+json"')
    assert re.findall(r"<style|\sstyle=\"|\son\w+=\"", html) == []


@pytest.mark.parametrize("address", PUBLIC_ADDRESSES)
def test_a_public_page_has_one_heading_of_the_first_level_and_a_description(client, address):
    html = client.get(address).text

    assert html.count("<h1") == 1
    description = re.search(r'<meta\s+name="description"\s+content="([^"]+)"', html)
    assert description is not None


def test_titles_and_descriptions_are_unique(client):
    titles, descriptions = [], []
    for address in PUBLIC_ADDRESSES:
        html = client.get(address).text
        titles.append(re.search(r"<title>([^<]+)</title>", html)[1])
        descriptions.append(re.search(r'<meta\s+name="description"\s+content="([^"]+)"', html)[1])

    assert sorted(set(titles)) == sorted(titles)
    assert sorted(set(descriptions)) == sorted(descriptions)


@pytest.mark.parametrize("address", PUBLIC_ADDRESSES)
def test_one_click_leads_to_what_the_law_asks_for(client, address):
    links = own_links(client.get(address).text)
    asked = {"/barrierefreiheit/", "/impressum/", "/datenschutz/", "/leichte-sprache/"}

    assert asked | {"/gebaerdensprache/"} <= links
    assert f"/barriere-melden/?seite={address.replace('/', '%2F')}" in links


@pytest.mark.parametrize("address", sorted({*PUBLIC_ADDRESSES} - {"/suche/"}))
def test_structured_data_can_be_read(client, address):
    html = client.get(address).text

    (data,) = re.findall(r'<script type="application/ld\+json">(.+?)</script>', html)
    types = [item["@type"] for item in json.loads(data)["@graph"]]
    assert types[:2] == ["GovernmentOrganization", "BreadcrumbList"]


@pytest.mark.parametrize(
    ("address", "language"),
    [("/", "de"), ("/kontakt/", "de"), ("/en/", "en"), ("/leichte-sprache/", "de-simple")],
)
def test_a_page_says_its_language(client, address, language):
    assert f'<html lang="{language}">' in client.get(address).text


def test_the_start_pages_name_each_other_as_translations(client):
    for address in ("/", "/en/"):
        alternates = re.findall(
            r'<link\s+rel="alternate"\s+hreflang="([\w-]+)"\s+href="http://[^/]+([^"]+)"',
            client.get(address).text,
        )
        assert alternates == [("x-default", "/"), ("de", "/"), ("en", "/en/")]


def test_a_page_without_translation_names_none(client):
    assert re.findall(r"<link[^>]+hreflang", client.get("/kontakt/").text) == []


def test_a_language_without_published_start_page_does_not_show_the_german_one(client):
    assert BasePage.objects.filter(depth=2, locale__language_code="hsb", live=False).count() == 1

    assert client.get("/hsb/").status_code == 404
    assert client.get("/hsb/kontakt/").status_code == 404


def test_an_unknown_address_gets_the_german_404_with_search_and_navigation(client):
    response = client.get("/gibt-es-nicht/")

    assert response.status_code == 404
    assert "Diese Linie endet hier" in response.text
    assert 'action="/suche/"' in response.text
    assert "/fachnetzwerke/" in own_links(response.text)


HOSTILE = [
    "?q=%00",
    "?revier=%00&schwerpunkt=%ff",
    "?seite=%27%22%3Cscript%3E",
    "?seite=" + "9" * 400,
    "?seite=-1&q=" + "%F0%9F%98%80" * 200,
    "?" + "&".join(f"a{number}={number}" for number in range(900)),
    "?q=" + "(" * 2000 + "%22",
    "?a%5B%5D=%7B%7D&__proto__=1&q=AND+OR+NOT+*",
    "?%=%&&&==",
]


@pytest.mark.parametrize("query", HOSTILE)
def test_hostile_query_strings_never_break_a_page(query):
    client = Client(raise_request_exception=False)
    for address in [*one_address_of_each_kind().values(), "/suche/", "/gibt-es-nicht/"]:
        assert client.get(address + query).status_code in {200, 301, 302, 400, 404}


@pytest.mark.parametrize(
    "path", ["/%00/", "/kontakt/%00", "/p/99999999999999999999", "/p/0/", "//"]
)
def test_hostile_paths_never_break_the_site(path):
    client = Client(raise_request_exception=False)

    assert client.get(path).status_code in {200, 301, 302, 400, 404}


def test_public_pages_carry_the_strict_policy(client):
    headers = client.get("/").headers

    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "camera=()" in headers["Permissions-Policy"]


def test_every_page_type_says_where_it_may_stand():
    for model in own_page_types():
        if model is not BasePage:
            assert model.clean_parent_page_models() != []


def test_every_field_that_editors_see_is_named_in_german():
    english = {"title", "slug", "text", "body", "number"}
    for model in own_page_types():
        for field in model._meta.local_fields:
            if field.editable and not field.auto_created and not field.remote_field:
                named_by_hand = str(field.verbose_name) != field.name.replace("_", " ")
                assert named_by_hand or field.name in english, f"{model.__name__}.{field.name}"


def test_somebody_signed_in_gets_the_editors_bar_and_nobody_else(admin_client, client):
    assert "wagtail-userbar" in admin_client.get("/kontakt/").text
    client.logout()
    response = Client().get("/kontakt/")
    assert "wagtail-userbar" not in response.text
    assert "Cookie" not in response.get("Vary", "")


def test_a_claimed_session_widens_nothing(client):
    client.cookies["sessionid"] = "invented"

    response = client.get("/kontakt/")

    assert "unsafe" not in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"


def test_caches_may_keep_a_public_page_for_a_minute_and_no_others(client, admin_client):
    assert Client().get("/kontakt/")["Cache-Control"] == "public, max-age=0, s-maxage=60"
    for response in (
        admin_client.get("/kontakt/"),
        admin_client.get("/admin/"),
        Client().get("/anmeldung/"),
        Client().get("/gibt-es-nicht/"),
    ):
        assert "s-maxage" not in response.get("Cache-Control", "")


@pytest.mark.parametrize(
    ("name", "headline"),
    [
        ("400", "Das haben wir nicht verstanden."),
        ("403_csrf", "Das Formular ist abgelaufen."),
        ("500", "Hier ist etwas gerissen."),
    ],
)
def test_an_error_page_needs_no_request_and_no_database(name, headline, django_assert_num_queries):
    with django_assert_num_queries(0):
        html = render_to_string(f"{name}.html")

    assert html.count("<h1") == 1
    assert headline in html


@pytest.mark.parametrize("name", ["400", "403_csrf", "500"])
def test_an_error_page_is_valid(name, html_validator):
    assert html_validator(render_to_string(f"{name}.html")) == []
