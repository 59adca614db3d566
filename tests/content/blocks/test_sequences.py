"""Timelines, steps and the diagram of the working method."""

import re

from content.blocks import ProcessBlock, TimelineBlock
from tests.content.blocks.conftest import one_line


def test_a_timeline_is_an_ordered_list(render):
    entries = [
        {"date": "August 2019", "title": "Der Anfang", "text": "<p>Gründung.</p>"},
        {"date": "Juli 2021", "title": "", "text": "<p>Bericht.</p>"},
    ]

    html = render(("timeline", {"entries": entries}))

    assert '<ol class="timeline">' in html
    assert "<b>August 2019</b>" in html
    assert html.count("timeline__title") == 1


def test_steps_without_a_heading_above_skip_no_level(render):
    steps = ("steps", {"entries": [{"title": "Eins", "text": "A"}, {"title": "Zwei", "text": "B"}]})

    assert re.findall(r"<(h\d)", render(steps)) == ["h2", "h2"]


def test_steps_below_a_heading_are_its_parts(render):
    steps = ("steps", {"entries": [{"title": "Eins", "text": "A"}, {"title": "Zwei", "text": "B"}]})

    html = render(("heading", {"text": "Ablauf", "level": "h2"}), steps)

    assert re.findall(r"<(h\d)", html) == ["h2", "h3", "h3"]


def test_a_timeline_needs_two_events():
    assert TimelineBlock().child_blocks["entries"].meta.min_num == 2


def test_the_process_is_an_ordered_list_of_its_stations():
    html = rendered_process()

    assert re.findall(r"<h([234])", html) == ["2", "3", "3", "4", "3", "4", "3"]
    assert html.count('<li class="process__station">') == 4
    assert "Verfahren nach RL InvKG" in html


def test_the_process_offers_its_drawing_where_the_page_has_one():
    assert "Als Zeichnung" not in rendered_process()
    assert '<a class="more-link" href="/diagramm.svg">' in rendered_process(
        drawing_url="/diagramm.svg"
    )


def rendered_process(**context) -> str:
    block = ProcessBlock()
    return one_line(block.render(block.get_preview_value(), context=context))
