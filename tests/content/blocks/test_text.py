"""Headings, text, quotations, facts, questions and answers, notices."""

import re

import pytest

from tests.content.blocks.conftest import HOSTILE


def heading(text, level="h2"):
    return ("heading", {"text": text, "level": level})


def test_a_heading_can_be_linked_to(render):
    assert '<h2 id="abschnitt-worum-es-geht">Worum es geht</h2>' in render(heading("Worum es geht"))


def test_two_headings_of_the_same_words_have_different_ids(render):
    html = render(heading("Ablauf"), heading("Ablauf"))

    assert re.findall(r'id="([^"]*)"', html) == ["abschnitt-ablauf", "abschnitt-ablauf--2"]


def test_a_heading_never_takes_the_id_of_the_page(render):
    assert 'id="inhalt"' not in render(heading("Inhalt"))


def test_the_first_heading_of_a_body_skips_no_level(render):
    html = render(heading("Eins", "h3"), heading("Zwei", "h3"))

    assert re.findall(r"<(h\d)", html) == ["h2", "h3"]


def test_long_words_of_a_heading_may_break(render):
    assert "\u00ad" in render(heading("Strukturentwicklungsgesellschaft"))


def test_text_stands_in_the_body_without_a_box(render):
    assert render(("text", "<p>Ein <b>Wort</b></p>")).strip().startswith("<p")


def test_a_quotation_names_its_source(render):
    html = render(("quote", {"text": "Ja.", "person": "Erika", "role": "Ministerin"}))

    assert '<blockquote class="quote">' in html
    assert "<footer>Erika, Ministerin</footer>" in html


def test_a_quotation_without_a_source_has_no_empty_footer(render):
    assert "<footer>" not in render(("quote", {"text": "Ja.", "person": "", "role": ""}))


def test_facts_pair_number_and_text(render):
    facts = [{"number": "10", "text": "Missionen"}, {"number": "", "text": "Und mehr"}]

    html = render(("facts", {"title": "Kurz gefasst", "facts": facts}))

    assert "<div><dt>10</dt><dd>Missionen</dd></div>" in html
    assert "<div><dt>–</dt><dd>Und mehr</dd></div>" in html


def test_facts_without_numbers_are_a_list(render):
    facts = [{"number": "", "text": "Erstens"}, {"number": "", "text": "Zweitens"}]

    html = render(("facts", {"title": "Kurz gefasst", "facts": facts}))

    assert html.count("<li>") == 2
    assert "<dt>" not in html


@pytest.mark.parametrize(("first_open", "opened"), [(True, 1), (False, 0)])
def test_only_the_first_question_may_stand_open(render, first_open, opened):
    entries = [{"title": "Was?", "text": "<p>Das.</p>"}, {"title": "Wer?", "text": "<p>Wir.</p>"}]

    html = render(("accordion", {"first_open": first_open, "entries": entries}))

    assert html.count('<details class="accordion"') == 2
    assert html.count(" open>") == opened


def test_a_notice_says_its_kind_in_words(render):
    html = render(("notice", {"kind": "warning", "title": "Frist", "text": "<p>Morgen.</p>"}))

    assert 'class="notice notice--warning"' in html
    assert "Achtung:" in html


@pytest.mark.parametrize(
    "block",
    [
        ("heading", {"text": HOSTILE, "level": "h2"}),
        ("quote", {"text": HOSTILE, "person": HOSTILE, "role": HOSTILE}),
        ("facts", {"title": HOSTILE, "facts": [{"number": HOSTILE, "text": HOSTILE}]}),
        ("accordion", {"first_open": False, "entries": [{"title": HOSTILE, "text": ""}]}),
        ("notice", {"kind": "info", "title": HOSTILE, "text": ""}),
        ("timeline", {"entries": [{"date": HOSTILE, "title": HOSTILE, "text": ""}]}),
        ("steps", {"entries": [{"title": HOSTILE, "text": HOSTILE}]}),
        (
            "call_to_action",
            {
                "title": HOSTILE,
                "text": HOSTILE,
                "link": {"label": HOSTILE, "url": "https://example.org/"},
            },
        ),
        (
            "table",
            {
                "data": [[HOSTILE], [HOSTILE]],
                "table_header_choice": "row",
                "table_caption": HOSTILE,
            },
        ),
        ("form", {"form": HOSTILE}),
    ],
    ids=lambda block: block[0],
)
def test_what_an_editor_typed_is_never_markup(render, block):
    assert "<script" not in render(block)
