"""Searching: suggestions as one types, by keyboard and by ear; all of it without scripts too."""

import re

import pytest

from tests.journeys.test_every_page_in_a_browser import VIEWS, in_all_views

NO_SCRIPT = {"java_script_enabled": False}
TOUCH = {"viewport": {"width": 320, "height": 640}, "is_mobile": True, "has_touch": True}
FORCED_COLORS = {"forced_colors": "active"}


def type_into_the_search(tab, words, where="main"):
    """Somebody types; returns her field and the options, as many as a screen reader would find."""
    tab.goto("/suche/")
    field = tab.locator(where).get_by_role("combobox", name="Suchbegriff")
    field.press_sequentially(words)
    return field, tab.get_by_role("option")


def test_a_screen_reader_hears_of_the_suggestions(tab):
    field, options = type_into_the_search(tab, "fachnetzwerk")
    options.first.wait_for()

    listed = tab.get_by_role("listbox", name="Vorschläge")
    assert field.get_attribute("aria-expanded") == "true"
    assert field.get_attribute("aria-autocomplete") == "list"
    assert field.get_attribute("aria-controls") == listed.get_attribute("id")
    assert field.get_attribute("aria-activedescendant") is None
    announced = tab.locator("main [aria-live=polite]").inner_text()
    assert announced == f"{options.count()} Vorschläge"


def test_a_single_suggestion_is_announced_as_one(tab):
    _, options = type_into_the_search(tab, "glossar")
    options.first.wait_for()

    assert options.count() == 1
    assert tab.locator("main [aria-live=polite]").inner_text() == "1 Vorschlag"


def test_by_keyboard_a_suggestion_leads_to_its_page(tab):
    field, options = type_into_the_search(tab, "gloss")
    options.first.wait_for()
    field.press("ArrowDown")

    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    assert options.first.get_attribute("aria-selected") == "true"
    field.press("Enter")
    tab.wait_for_url("**/glossar/")


def test_by_keyboard_the_suggestions_go_round(tab):
    field, options = type_into_the_search(tab, "fachnetzwerk")
    options.first.wait_for()
    last = options.count() - 1
    assert last >= 2
    places = {options.nth(place).get_attribute("id"): place for place in range(last + 1)}

    stops = []
    for key in ("ArrowUp", "ArrowDown", "ArrowDown", "End", "Home", "ArrowUp"):
        field.press(key)
        stops.append(places[field.get_attribute("aria-activedescendant")])

    assert stops == [last, 0, 1, last, 0, last]
    assert tab.locator("[role=option][aria-selected=true]").count() == 1


def test_escape_closes_the_suggestions_and_keeps_the_words(tab):
    field, options = type_into_the_search(tab, "gloss")
    options.first.wait_for()
    field.press("ArrowDown")
    field.press("Escape")

    assert options.count() == 0
    assert field.input_value() == "gloss"
    assert field.get_attribute("aria-expanded") == "false"
    assert field.get_attribute("aria-activedescendant") is None
    field.press("ArrowDown")
    options.first.wait_for()


def test_enter_without_a_choice_searches(tab):
    field, options = type_into_the_search(tab, "Glossar")
    options.first.wait_for()
    field.press("Enter")

    tab.wait_for_url("**/suche/?q=Glossar")
    assert number_of_pages(tab) >= 1


def test_who_leaves_the_field_leaves_the_suggestions(tab):
    field, options = type_into_the_search(tab, "gloss")
    options.first.wait_for()
    field.press("Tab")

    assert options.count() == 0


def test_one_letter_asks_for_nothing(tab):
    asked = []
    tab.on("request", lambda request: asked.append(request.url))
    field, options = type_into_the_search(tab, "g")
    tab.wait_for_timeout(400)
    assert [url for url in asked if "vorschlaege" in url] == []

    field.press_sequentially("loss", delay=10)
    options.first.wait_for()
    assert [url for url in asked if "vorschlaege" in url] == [
        tab.url.replace("/suche/", "/suche/vorschlaege/?q=gloss")
    ]


@pytest.mark.parametrize(
    "answer",
    [
        {"status": 500, "body": "Fehler"},
        {"status": 200, "body": "kein JSON"},
        {"status": 200, "body": "{}"},
    ],
    ids=["refused", "nonsense", "empty"],
)
def test_without_an_answer_the_field_still_searches(tab, answer):
    tab.route("**/suche/vorschlaege/**", lambda route: route.fulfill(**answer))
    field, options = type_into_the_search(tab, "Glossar")
    tab.wait_for_timeout(400)

    assert options.count() == 0
    field.press("Enter")
    tab.wait_for_url("**/suche/?q=Glossar")


def test_a_late_answer_does_not_open_what_was_left(tab):
    held = []
    page = {"titel": "Glossar", "url": "/glossar/", "art": "Seite"}

    def hold(route):
        held.append(route)

    tab.route("**/suche/vorschlaege/**", hold)
    field, options = type_into_the_search(tab, "gloss")
    tab.wait_for_timeout(400)
    assert len(held) == 1

    field.press("Tab")
    held[0].fulfill(json={"vorschlaege": [page]})
    tab.wait_for_timeout(200)

    assert options.count() == 0


def test_a_title_is_shown_as_text_never_as_markup(tab):
    title = "<img src=x onerror=alert(1)>"
    page = {"titel": title, "url": "/glossar/", "art": "<b>Seite</b>"}
    tab.route("**/suche/vorschlaege/**", lambda route: route.fulfill(json={"vorschlaege": [page]}))
    _, options = type_into_the_search(tab, "gloss")
    options.first.wait_for()

    assert title in options.first.inner_text()
    assert options.locator("img, b").count() == 0


@pytest.mark.parametrize("tab", [TOUCH], indirect=True)
@pytest.mark.parametrize("where", ["main", "footer"])
def test_by_touch_a_suggestion_leads_to_its_page(tab, where):
    _, options = type_into_the_search(tab, "gloss", where)
    options.first.wait_for()
    assert tab.evaluate("document.documentElement.scrollWidth") == 320
    options.first.tap()

    tab.wait_for_url("**/glossar/")


@in_all_views
def test_nothing_keeps_anybody_from_the_open_suggestions(tab, find_barriers):
    for where in ("main", "footer"):
        field, options = type_into_the_search(tab, "fachnetzwerk", where)
        options.first.wait_for()
        field.press("ArrowDown")

        assert find_barriers(tab) == [], where
        width = tab.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert width[0] <= width[1], where


@pytest.mark.parametrize("tab", VIEWS, indirect=True)
def test_nothing_keeps_anybody_from_the_hits(tab, find_barriers):
    for query in ("?q=Netzwerk&revier=lausitz", "?q=Netzwerk&seite=2", "?q=Austellung", "?q=%20"):
        tab.goto(f"/suche/{query}")

        assert find_barriers(tab) == [], query
        width = tab.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert width[0] <= width[1], query


@pytest.mark.parametrize("tab", [FORCED_COLORS], indirect=True)
def test_in_forced_colours_the_chosen_suggestion_stands_out(tab):
    field, options = type_into_the_search(tab, "fachnetzwerk")
    options.first.wait_for()
    field.press("ArrowDown")

    background = "element => getComputedStyle(element).backgroundColor"
    assert options.first.evaluate(background) != options.nth(1).evaluate(background)


@pytest.mark.parametrize(
    "tab", [NO_SCRIPT, TOUCH | NO_SCRIPT], indirect=True, ids=["wide", "phone"]
)
def test_without_scripts_hits_are_narrowed_down_and_widened_again(tab):
    tab.goto("/suche/")
    tab.locator("#suche").fill("Netzwerk")
    tab.locator("main").get_by_role("button", name="Suchen").click()
    all_of_them = number_of_pages(tab)

    open_facets(tab)
    facets = tab.get_by_role("navigation", name="Treffer eingrenzen")
    facets.get_by_role("link", name="Lausitzer Revier").click()
    some = number_of_pages(tab)
    assert 0 < some < all_of_them
    chosen = tab.locator(".facets [aria-current=true]")
    assert "Lausitzer Revier" in chosen.inner_text()

    facets.get_by_role("link", name=re.compile("^Meldung ")).click()
    assert 0 < number_of_pages(tab) < some
    tab.get_by_role("link", name="Filter entfernen: Meldung").click()
    assert number_of_pages(tab) == some
    tab.get_by_role("link", name="Ohne Filter suchen").click()
    assert number_of_pages(tab) == all_of_them
    assert chosen.count() == 0


@pytest.mark.parametrize("tab", [NO_SCRIPT], indirect=True)
def test_the_first_link_of_a_hit_is_its_page_and_the_words_are_marked(tab):
    tab.goto("/suche/?q=Glossar")
    hit = tab.locator("#treffer > li").first

    assert hit.locator("a").first.get_attribute("href") == "/glossar/"
    assert hit.locator("mark").first.inner_text() == "Glossar"


@pytest.mark.parametrize("tab", [NO_SCRIPT], indirect=True)
def test_whoever_finds_nothing_is_told_where_to_go(tab):
    tab.goto("/suche/?q=Xylophon")
    main = tab.locator("main")

    assert "Xylophon" in main.get_by_role("status").inner_text()
    assert main.get_by_role("link", name="Fragen Sie uns").get_attribute("href") == "/kontakt/"
    idea = main.get_by_role("link", name="Reichen Sie eine Projektidee ein")
    assert idea.get_attribute("href") == "/projektidee/"
    assert main.get_by_role("link", name="Fachnetzwerke").count() == 1


@pytest.mark.parametrize("tab", [NO_SCRIPT], indirect=True)
def test_a_browser_may_search_by_itself(tab, running_site):
    tab.goto("/")
    address = tab.locator("link[rel=search]").get_attribute("href")
    description = tab.request.get(address)

    assert description.headers["content-type"].startswith("application/opensearchdescription+xml")
    assert f'{running_site}/suche/?q={{searchTerms}}"' in description.text()


def open_facets(tab):
    """On a small screen they stand folded."""
    tab.wait_for_load_state()  # before its styles have come, the summary can be seen on any screen
    summary = tab.locator(".facets summary")
    if summary.is_visible():
        summary.click()


def number_of_pages(tab):
    """What the line above the hits says."""
    return int(re.search(r"(\d+) Seiten? pass", tab.get_by_role("status").inner_text())[1])
