"""How text is set: soft hyphens, terms of the glossary, marks of language."""

import json
import re

import pytest
from django.core.cache import cache

from content.hyphenation import hyphenate
from content.prose import as_html
from content.templatetags.typography import prose
from content.wagtail_hooks import FOREIGN_LANGUAGES
from home.models import GlossaryPage, GlossaryTerm


def test_long_words_get_soft_hyphens_and_short_ones_do_not():
    hyphenated = hyphenate("Fachnetzwerkmanagement in Sachsen")

    assert hyphenated.replace("\u00ad", "") == "Fachnetzwerkmanagement in Sachsen"
    assert "\u00ad" in hyphenated.split()[0]
    assert hyphenated.endswith(" in Sachsen")


def test_hyphenating_twice_changes_nothing_more():
    once = hyphenate("Kreislaufwirtschaft und Bioökonomie")

    assert hyphenate(once) == once


@pytest.mark.django_db
def test_a_marked_term_links_to_its_entry():
    assert prose("<p>Das <span data-term>InvKG</span> gilt.</p>") == (
        '<p>Das <a class="term" href="/glossar/#begriff-invkg">InvKG</a> gilt.</p>'
    )


@pytest.mark.django_db
def test_a_marked_word_that_the_glossary_does_not_know_stays_a_word():
    assert prose('<p><span data-term="true">Unbekannt</span></p>') == "<p>Unbekannt</p>"


@pytest.mark.django_db
def test_a_term_that_is_removed_is_linked_no_more():
    assert "href" in prose("<span data-term>BNE</span>")
    page = GlossaryPage.objects.get()
    page.terms = [term for term in page.terms.all() if term.term != "BNE"]
    page.save_revision().publish()

    assert prose("<span data-term>BNE</span>") == "BNE"


@pytest.mark.django_db
def test_terms_are_asked_for_once(django_assert_num_queries):
    cache.clear()
    prose("<span data-term>BNE</span>")

    with django_assert_num_queries(0):
        prose("<span data-term>InvKG</span> <span data-term>SMR</span>")


@pytest.mark.django_db
@pytest.mark.parametrize("mark", ['data-term="true"', *[f'lang="{c}"' for c in FOREIGN_LANGUAGES]])
def test_the_editor_keeps_a_mark(mark):
    from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

    features = ["glossary-term", *[f"language-{code}" for code in FOREIGN_LANGUAGES]]
    converter = ContentstateConverter(features)
    html = f'<p data-block-key="a1">Ein <span {mark}>Wort</span></p>'

    assert converter.to_database_format(converter.from_database_format(html)) == html


def test_nothing_in_gives_nothing_out():
    assert prose("") == ""
    assert prose(None) == ""


@pytest.mark.django_db
def test_texts_are_expanded_together_with_one_query(django_assert_num_queries, home):
    texts = [f'<a linktype="page" id="{home.pk}">{number}</a>' for number in range(5)]
    assert home.url == "/"  # now the cache knows where the site begins

    with django_assert_num_queries(1):
        expanded = as_html(texts)

    assert expanded == [f'<a href="/">{number}</a>' for number in range(5)]


@pytest.mark.django_db
@pytest.mark.parametrize("texts", [[], [""], ["a", "b<!-- next -->c"]])
def test_no_text_is_lost_when_texts_are_expanded_together(texts):
    assert as_html(texts) == texts


@pytest.mark.django_db
@pytest.mark.parametrize(
    "texts",
    [
        ['<a linktype="page" id="1"', "b", "c"],
        ["a<!-- next -->b", '<a linktype="page" id="1"', "c"],
        ["<!-- ", " -->", "<span data-term>BNE", "</span>"],
    ],
)
def test_a_broken_text_takes_nothing_from_the_next(texts):
    assert as_html(texts) == [as_html([text])[0] for text in texts]


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", '"><script>', "data:text/html,x"]
)
def test_what_the_editor_saves_is_safe_to_show(url):
    """The ground on which `as_html` stands, whatever a forged form sends."""
    from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

    block = {
        "key": "a1",
        "text": HOSTILE,
        "type": "unstyled",
        "depth": 0,
        "inlineStyleRanges": [{"offset": 0, "length": 4, "style": "SCRIPT"}],
        "entityRanges": [{"key": 0, "offset": 0, "length": len(HOSTILE)}],
    }
    link = {"type": "LINK", "mutability": "MUTABLE", "data": {"url": url, "onclick": "alert(1)"}}
    features = GlossaryTerm._meta.get_field("explanation").features
    saved = ContentstateConverter(features).to_database_format(
        json.dumps({"blocks": [block], "entityMap": {"0": link}})
    )

    (html,) = as_html([saved])

    assert re.findall(r"<(\w+)", html) == ["p", "a"]
    assert "<a>" in html or '<a href="&quot;&gt;&lt;script&gt;">' in html
