"""The bands of the start page."""

import re
from types import SimpleNamespace

import pytest
from wagtail.models import Page

from content.templatetags.bands import by_region, mission_lines, network_lines
from home.models import FocusAreaPage, HomePage, NewsPage
from home.sections import SURFACES, HomeSections
from tests.content.blocks.conftest import HOSTILE, one_line

ALL_KINDS = ["mission_structure", "focus_areas", "managers", "news", "accesses"]


@pytest.fixture
def render_sections(home):
    """Render sections, each given as (type, value), as bands of the German start page."""

    def rendered(*sections, page=home) -> str:
        raw = [{"type": name, "value": value} for name, value in sections]
        return one_line(HomeSections().to_python(raw).render_as_block({"page": page}))

    return rendered


def test_two_neighbours_never_look_alike():
    def surface(classes):
        return {"band--paper", "band--mint"} & set(classes.split())

    around = zip(SURFACES, SURFACES[1:] + SURFACES[:1], strict=True)

    assert all(surface(one) != surface(next_one) for one, next_one in around)


def test_edges_fall_and_rise_in_turns():
    rising = ["band--rising" in classes for classes in SURFACES]

    assert rising == [False, True] * (len(rising) // 2)


def test_every_band_is_named_by_its_heading(render_sections):
    html = render_sections(*[(name, {"title": f"Band {name}"}) for name in ALL_KINDS])

    named = re.findall(r'<section class="band[^>]*aria-labelledby="([^"]+)"', html)
    assert named == [f"band-{place}" for place in range(1, 6)]
    assert re.findall(r'<h2[^>]* id="([^"]+)"', html) == named


def test_without_news_there_is_no_band_and_surfaces_close_up(render_sections):
    NewsPage.objects.update(live=False)

    html = render_sections(
        ("focus_areas", {"title": "A"}), ("news", {"title": "B"}), ("accesses", {"title": "C"})
    )

    assert re.findall(r'<section class="([^"]+)"', html) == [
        f"band {surface}" for surface in SURFACES[:2]
    ]


def test_news_lead_to_all_news(render_sections):
    html = render_sections(("news", {"title": "Aktuelles"}))

    assert html.count("<time") == 3
    assert '<a class="more-link" href="/aktuelles/">Alle Meldungen</a>' in html


def test_the_structure_shows_missions_focus_areas_and_networks(render_sections):
    html = render_sections(("mission_structure", {"title": "Gefüge", "text": "", "note": "So."}))

    assert '<span class="figure-number">10</span>Zukunftsmissionen' in html
    assert html.count('class="structure__focus"') == 5
    assert html.count("structure__networks") == 5
    assert len(re.findall(r"Mitteldeutsches Revier: (?:Mobilität|IT)<", html)) == 2
    assert html.count("vector-effect") == 10


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 7, 12])
def test_there_is_a_line_for_every_mission_and_every_network(count):
    def ends(svg):
        return len(re.findall(r"M0 [\d.]+H14|M0 50H64", svg))

    missions, networks = mission_lines(count), network_lines(count)

    assert ends(missions) == count
    assert missions.count("M") >= count
    assert networks.count("H64") == count


def test_no_mission_and_no_network_leave_a_dashed_line():
    assert "stroke-dasharray" in mission_lines(0)
    assert "stroke-dasharray" in network_lines(0)


def test_two_networks_of_a_revier_are_told_apart():
    region = SimpleNamespace(name="Lausitzer Revier")
    networks = [
        SimpleNamespace(region_id=1, region=region, title=f"Fachnetzwerk {topic}")
        for topic in ("Mobilität", "IT")
    ]

    assert [name for _, name in by_region(networks)] == [
        "Lausitzer Revier: Mobilität",
        "Lausitzer Revier: IT",
    ]
    assert by_region(networks[:1])[0][1] == "Lausitzer Revier"


def test_managers_lead_to_their_revier_while_it_is_published(render_sections):
    section = ("managers", {"title": "Ansprechpersonen", "text": ""})
    shown = render_sections(section)
    Page.objects.filter(slug__in=["lausitz", "mitteldeutschland"]).update(live=False)

    hidden = render_sections(section, page=HomePage.objects.get(locale__language_code="de"))

    assert shown.count('<li class="person') == hidden.count('<li class="person') == 2
    assert shown.count("person--double") == 1
    assert 'href="/fachnetzwerke/lausitz/"' in shown
    assert "href" not in hidden


def test_an_exhibition_that_is_not_published_is_not_announced(render_sections):
    page = Page.objects.get(slug="wanderausstellung")
    section = ("exhibition", {"title": "A", "text": "B", "page": page.pk, "link_label": "Hin"})
    shown = render_sections(section)
    Page.objects.filter(pk=page.pk).update(live=False)

    assert 'href="/wanderausstellung/"' in shown
    assert render_sections(section).strip() == ""


def test_a_text_shows_only_links_that_lead_somewhere(render_sections, unpublished, home):
    english = home.get_translations().get(locale__language_code="en").specific
    links = [
        {"label": "German page", "page": home.pk, "url": ""},
        {"label": "Entwurf", "page": unpublished.pk, "url": ""},
    ]

    html = render_sections(
        ("text", {"title": "Text", "text": "<p>Wort</p>", "links": links}), page=english
    )

    assert f'<a class="more-link" href="{home.url}" hreflang="de">German page</a>' in html
    assert "Entwurf" not in html


def test_hostile_titles_are_text(render_sections):
    FocusAreaPage.objects.update(title=HOSTILE)

    html = render_sections(
        *[(name, {"title": HOSTILE, "text": HOSTILE, "note": HOSTILE}) for name in ALL_KINDS]
    )

    assert "<script" not in html
