"""An editor looks at what people did not find, and sees to it that they do."""

import pytest

from tests.journeys.test_every_page_in_a_browser import in_all_views
from tests.journeys.test_managing_the_exhibition import PHONE, first_login  # noqa: F401

REPORT = "/admin/suche/anfragen/"
PAGES = [
    REPORT,
    f"{REPORT}?tage=7",
    *("/admin/suche/synonyme/", "/admin/suche/synonyme/new/?q=Eisenbahn"),
    *("/admin/suche/hervorgehoben/", "/admin/suche/hervorgehoben/new/?q=Eisenbahn"),
    *("/admin/suche/wortliste/", "/admin/suche/wortliste/new/"),
]
# Two of its own search fields have one name; a link in its text for empty lists has no line.
WAGTAILS_OWN = (
    'landmark-unique: <form role="search"',
    'link-in-text-block: <a href="/admin/suche/hervorgehoben/new/"',
)
SECONDS = 90  # within which the worker writes down what was searched for


@pytest.fixture
def office(tab, first_login):  # noqa: F811
    """A tab in which the administrator is signed in."""
    name, password = first_login
    tab.goto(REPORT)
    tab.locator("[name=login]").fill(name)
    tab.locator("[name=password]").fill(password)
    tab.locator("[name=password]").press("Enter")
    tab.wait_for_url(f"**{REPORT}")
    return tab


def found_by_the_public(office, query):
    """The addresses that somebody finds who is not signed in."""
    public = office.context.browser.new_context(base_url=office.url)
    tab = public.new_page()
    tab.goto(f"/suche/?q={query}")
    links = [link.get_attribute("href") for link in tab.locator("#treffer h3 a").all()]
    public.close()
    return links


def row_of(office, query):
    """The row of a query without hits, once the worker has written it down."""
    row = office.locator("section", has_text="Ohne Treffer").get_by_role("row")
    row = row.filter(has_text=query)
    for _ in range(SECONDS):
        office.goto(REPORT)
        if row.count():
            return row
        office.wait_for_timeout(1000)
    raise AssertionError(f"{query} is not in the report")


def go_by_keyboard(office, target):
    """Press Tab until the focus is there."""
    for _ in range(300):
        office.keyboard.press("Tab")
        if target.evaluate("each => each === document.activeElement"):
            return
    raise AssertionError("no Tab leads there")


def test_by_keyboard_a_search_without_hits_gets_a_synonym(office):
    assert found_by_the_public(office, "Quarkkeulchen") == []
    row = row_of(office, "quarkkeulchen")

    go_by_keyboard(office, row.get_by_role("link", name="Synonym hinzufügen zu „quarkkeulchen“"))
    office.keyboard.press("Enter")
    office.wait_for_url("**/synonyme/new/**")
    go_by_keyboard(office, office.get_by_role("textbox", name="Ausdrücke"))
    office.keyboard.press("Control+End")
    office.keyboard.type("Glossar")
    go_by_keyboard(office, office.get_by_role("button", name="Erstellen"))
    office.keyboard.press("Enter")
    office.wait_for_url("**/synonyme/")

    trial = office.locator(".messages").get_by_role("link", name="Ausprobieren")
    go_by_keyboard(office, trial)
    with office.expect_popup() as opened:
        office.keyboard.press("Enter")
    assert opened.value.locator("h1").inner_text().strip() == "Suche: „quarkkeulchen“"
    assert "/glossar/" in found_by_the_public(office, "Quarkkeulchen")
    office.goto(REPORT)
    assert row.get_by_role("link", name="quarkkeulchen, Glossar").count() == 1


@pytest.mark.parametrize("tab", [PHONE], indirect=True, ids=["phone"])
def test_on_the_phone_a_page_is_promoted_for_a_search(office):
    assert found_by_the_public(office, "Streuselkuchen") == []
    row = row_of(office, "streuselkuchen")

    row.get_by_role("link", name="Seite hervorheben").click()
    assert office.get_by_role("textbox", name="Suchbegriff").input_value() == "streuselkuchen"
    office.get_by_role("button", name="Seite auswählen", exact=True).click()
    dialog = office.get_by_role("dialog")
    dialog.locator("[name=q]").fill("Glossar")
    dialog.get_by_role("link", name="Glossar", exact=True).click()
    dialog.wait_for(state="detached")
    office.get_by_role("button", name="Erstellen").click()
    office.wait_for_url("**/hervorgehoben/")

    promoted = office.get_by_role("row").filter(has_text="streuselkuchen")
    assert promoted.get_by_role("cell", name="ja", exact=True).count() == 1
    assert found_by_the_public(office, "Streuselkuchen") == ["/glossar/"]
    office.goto(REPORT)
    assert "Hervorgehoben: Glossar" in row.inner_text()


@in_all_views
def test_the_pages_keep_nobody_out(office, find_barriers):
    found = {}
    for address in PAGES:
        office.goto(address)
        office.wait_for_load_state("networkidle")
        barriers = [each for each in find_barriers(office) if not each.startswith(WAGTAILS_OWN)]
        width = office.evaluate("document.documentElement.scrollWidth - innerWidth")
        if barriers or width > 0:
            found[address] = [*barriers, width]

    assert found == {}
