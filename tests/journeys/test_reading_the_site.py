"""Journeys of the public: by keyboard, without JavaScript, in print, in forced colours."""

import re

import pytest

NO_SCRIPT = {"java_script_enabled": False}
PHONE = {
    "viewport": {"width": 320, "height": 640},
    "is_mobile": True,
    "has_touch": True,
    "java_script_enabled": False,
}


@pytest.mark.parametrize("tab", [NO_SCRIPT, PHONE], indirect=True, ids=["desktop", "phone"])
def test_somebody_finds_the_network_and_whom_to_ask(tab):
    tab.goto("/")
    tab.get_by_role("link", name="Netzwerk finden").click()
    tab.get_by_label("Revier").select_option("Mitteldeutsches Revier")
    tab.get_by_label("Schwerpunkt").select_option("Mobilität und IT")
    tab.get_by_role("button", name="Anzeigen").click()

    assert "2 von 11" in tab.get_by_role("status").inner_text()
    tab.get_by_role("link", name=re.compile("Fachnetzwerk IT")).click()

    assert tab.url.endswith("/fachnetzwerke/mitteldeutschland/it/")
    assert "Uwe Bruchmüller" in tab.locator("main").inner_text()


@pytest.mark.parametrize("tab", [NO_SCRIPT], indirect=True)
def test_somebody_searches_from_the_footer(tab):
    tab.goto("/impressum/")
    tab.locator("footer input[name=q]").fill("Glossar")
    tab.locator("footer").get_by_role("button", name="Suchen").click()

    assert tab.locator("#treffer a").first.get_attribute("href").startswith("/")


@pytest.mark.parametrize("tab", [PHONE], indirect=True)
def test_the_menu_opens_on_a_phone_without_scripts(tab):
    tab.goto("/")
    menu = tab.get_by_role("navigation", name="Hauptnavigation")
    assert not menu.get_by_role("link", name="Kontakt").is_visible()

    tab.get_by_role("button", name="Menü").click()
    menu.get_by_role("link", name="Kontakt").click()

    assert tab.url.endswith("/kontakt/")


def test_by_keyboard_the_first_stop_leads_to_the_content(tab):
    tab.goto("/schwerpunkte/")
    tab.keyboard.press("Tab")

    assert tab.evaluate("document.activeElement.textContent") == "Zum Inhalt springen"
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("tab", [{"reduced_motion": "reduce"}], indirect=True)
@pytest.mark.parametrize("address", ["/", "/fachnetzwerke/", "/glossar/", "/suche/?q=Netzwerk"])
def test_by_keyboard_every_stop_can_be_seen(tab, address):
    tab.goto(address)
    hidden = []
    for _ in range(60):
        tab.keyboard.press("Tab")
        stop = tab.evaluate(
            """() => {
                const element = document.activeElement
                if (element === document.body) return null
                const box = element.getClientRects()[0]
                const style = getComputedStyle(element)
                const at = document.elementFromPoint(
                    Math.min(box.x + box.width / 2, innerWidth - 1),
                    Math.min(box.y + box.height / 2, innerHeight - 1))
                const seen = at !== null && (element.contains(at) || at.contains(element))
                const outlined =
                    style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
                return {name: element.outerHTML.slice(0, 120), seen, outlined}
            }"""
        )
        if stop is None:
            break
        if not (stop["seen"] and stop["outlined"]):
            hidden.append(stop)

    assert hidden == []


@pytest.mark.parametrize("tab", [{"forced_colors": "active"}], indirect=True)
def test_in_forced_colours_the_current_page_is_still_marked(tab):
    tab.goto("/kontakt/")
    current = tab.locator("nav a[aria-current=page]").first
    other = tab.locator("nav.main-menu a:not([aria-current])").first

    width = "element => parseFloat(getComputedStyle(element).borderBlockEndWidth)"
    color = "element => getComputedStyle(element).borderBlockEndColor"
    assert current.evaluate(width) >= 2
    assert current.evaluate(color) != other.evaluate(color) or other.evaluate(width) == 0


def test_in_print_everything_stands_without_the_navigation(tab):
    tab.goto("/kontakt/")
    tab.emulate_media(media="print")

    assert not tab.get_by_role("navigation", name="Hauptnavigation").is_visible()
    answers = tab.locator("details.accordion > :not(summary)")
    assert answers.count() > 0
    assert all(answer.bounding_box()["height"] > 0 for answer in answers.all())
    pdf = tab.pdf()
    assert pdf.startswith(b"%PDF")


def test_a_large_text_size_loses_nothing(tab):
    tab.goto("/")
    tab.evaluate(
        "() => { const sheet = new CSSStyleSheet(); sheet.replaceSync('html{font-size:200%}');"
        " document.adoptedStyleSheets.push(sheet) }"
    )

    assert tab.evaluate("document.documentElement.scrollWidth") <= 1280


@pytest.mark.parametrize("tab", [{"reduced_motion": "reduce"}], indirect=True)
def test_who_wants_no_motion_gets_none(tab):
    tab.goto("/")

    assert tab.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_the_site_in_english_leads_to_the_german_pages(tab):
    tab.goto("/")
    tab.get_by_role("link", name="English").first.click()

    assert tab.evaluate("document.documentElement.lang") == "en"
    link = tab.locator("main a[hreflang=de]").first
    link.click()
    assert tab.evaluate("document.documentElement.lang").startswith("de")
