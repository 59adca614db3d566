"""Every kind of page in a real browser: nobody is kept out, nothing is called, little is sent."""

import pytest

from tests.addresses import PUBLIC_ADDRESSES

# One address of each template, the frame's own pages included.
VIEWED = [
    "/",
    "/mission/",
    "/schwerpunkte/",
    "/schwerpunkte/energiemodellregion/",
    "/fachnetzwerke/",
    "/fachnetzwerke/?revier=lausitz&schwerpunkt=nichts",
    "/fachnetzwerke/lausitz/",
    "/fachnetzwerke/lausitz/energiemodellregion/",
    "/fachnetzwerke/arbeitsweise/",
    "/fachnetzwerke/historie/",
    "/wanderausstellung/",
    "/wanderausstellung/poster/",
    "/wanderausstellung/poster/1/",
    "/wanderausstellung/ausleihen/",
    "/wanderausstellung/ausleihen/?monat=2027-02&wochen=1",
    "/wanderausstellung/ausleihen/link/",
    "/wanderausstellung/termine/",
    "/wanderausstellung/leihbedingungen/",
    "/wanderausstellung/material/",
    "/wanderausstellung/aufbau/",
    "/vorgang/ausstellung/GIBTESNICHT/X/",
    "/projektidee/",
    "/projektidee/link/",
    "/projektidee/geloescht/",
    "/projektidee/was-daraus-wurde/",
    "/projektidee/was-daraus-wurde/beispiel-waermespeicher/",
    "/vorgang/idee/GIBTESNICHT/X/",
    "/aktuelles/",
    "/kontakt/",
    "/kontakt/link/",
    "/vorgang/anfrage/GIBTESNICHT/X/",
    "/glossar/",
    "/publikationen/",
    "/publikationen/empfehlungsbericht/",
    "/leichte-sprache/",
    "/gebaerdensprache/",
    "/barrierefreiheit/",
    "/barriere-melden/?seite=/glossar/",
    "/datenschutz/",
    "/impressum/",
    "/bildnachweis/",
    "/inhalt/",
    "/suche/",
    "/suche/?q=Netzwerk",
    "/suche/?q=Xylophon",
    "/en/",
    "/gibt-es-nicht/",
    "/anmeldung/",
]
WIDE = {"viewport": {"width": 1280, "height": 900}}
NARROW = {"viewport": {"width": 320, "height": 640}, "is_mobile": True, "has_touch": True}
VIEWS = [
    {**WIDE, "color_scheme": "light"},
    {**WIDE, "color_scheme": "dark"},
    {**NARROW, "color_scheme": "light"},
    {**NARROW, "color_scheme": "dark"},
]
# WCAG 1.4.12: what a reader may set without losing anything.
TEXT_SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-block-end: 2em !important }
"""
in_all_views = pytest.mark.parametrize(
    "tab", VIEWS, indirect=True, ids=["wide-light", "wide-dark", "narrow-light", "narrow-dark"]
)


@in_all_views
def test_nothing_keeps_anybody_out(tab, find_barriers):
    found = {}
    for address in VIEWED:
        tab.goto(address)
        barriers = find_barriers(tab)
        if barriers:
            found[address] = barriers

    assert found == {}


def test_the_search_for_barriers_can_fail(tab, find_barriers):
    tab.goto("about:blank")  # a page without our policy
    tab.set_content(
        "<html><body><img src='data:,'><p style='color:#ccc;background:#fff'>Blass</p>"
        "<input></body></html>"
    )

    rules = {barrier.split(":")[0] for barrier in find_barriers(tab)}

    assert {"image-alt", "color-contrast", "label", "html-has-lang"} <= rules


@pytest.mark.parametrize("tab", [NARROW], indirect=True)
@pytest.mark.parametrize("style", ["", TEXT_SPACING], ids=["as it is", "with text spacing"])
def test_nothing_is_wider_than_a_small_screen(tab, style):
    too_wide = {}
    for address in VIEWED:
        tab.goto(address)
        if style:
            # the page's own policy forbids inline styles, a reader's browser does not
            tab.evaluate(
                "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);"
                " document.adoptedStyleSheets.push(sheet) }",
                style,
            )
        width = tab.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            too_wide[address] = width

    assert too_wide == {}


def test_the_html_of_every_page_is_valid(running_site, html_validator):
    import urllib.error
    import urllib.request

    faults = {}
    for address in [*VIEWED, *PUBLIC_ADDRESSES]:
        try:
            with urllib.request.urlopen(running_site + address) as response:
                document = response.read()
        except urllib.error.HTTPError as error:  # the 404 is a page too
            document = error.read()
        messages = html_validator(document)
        if messages:
            faults[address] = messages

    assert faults == {}


def test_the_validator_can_fail(html_validator):
    assert html_validator("<!DOCTYPE html><html lang=de><title>x</title><p><div></div></p>") != []


# Bytes as they are sent, compressed; requests with a cold cache. The papers' bar, halved where
# the site is already better.
TEXT_PAGE = {"bytes": 60_000, "requests": 7}
START_PAGE = {"bytes": 150_000, "requests": 10}


@pytest.mark.parametrize(
    ("address", "budget"),
    [
        ("/", START_PAGE),
        ("/kontakt/", TEXT_PAGE),
        ("/barriere-melden/", TEXT_PAGE),
        ("/fachnetzwerke/", TEXT_PAGE),
        ("/datenschutz/", TEXT_PAGE),
        ("/glossar/", TEXT_PAGE),
        ("/projektidee/", TEXT_PAGE),
        ("/fachnetzwerke/lausitz/energiemodellregion/", TEXT_PAGE),
    ],
)
def test_a_page_is_light(tab, address, budget):
    sizes = sizes_of(tab, address)

    assert sum(sizes.values()) <= budget["bytes"], sizes
    assert len(sizes) <= budget["requests"], sizes
    assert sum(size for url, size in sizes.items() if url.endswith(".css")) <= 25_000
    assert sum(size for url, size in sizes.items() if url.endswith(".woff2")) <= 42_000
    assert [url for url in sizes if url.endswith((".js", ".mjs"))] == []


def sizes_of(tab, address):
    """What the browser fetched for a page: address -> bytes on the wire."""
    session = tab.context.new_cdp_session(tab)
    session.send("Network.enable")
    addresses, sizes = {}, {}
    session.on(
        "Network.requestWillBeSent",
        lambda event: addresses.update({event["requestId"]: event["request"]["url"]}),
    )
    session.on(
        "Network.loadingFinished",
        lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}),
    )
    tab.goto(address, wait_until="networkidle")
    fetched = {
        addresses[request]: int(size)
        for request, size in sizes.items()
        if not addresses[request].startswith("data:")
    }
    session.detach()
    return fetched


def test_a_visit_leaves_nothing_in_the_browser(tab):
    for address in VIEWED:
        if address != "/anmeldung/":
            tab.goto(address)

    assert tab.context.cookies() == []
    assert tab.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_the_layout_does_not_jump(tab):
    for address in ("/", "/wanderausstellung/", "/publikationen/"):
        tab.goto(address, wait_until="networkidle")
        shift = tab.evaluate(
            """() => new Promise(resolve => {
                let sum = 0
                new PerformanceObserver(list => {
                    for (const entry of list.getEntries()) sum += entry.value
                }).observe({type: 'layout-shift', buffered: true})
                setTimeout(() => resolve(sum), 300)
            })"""
        )
        assert shift <= 0.02, address


def test_kern_keeps_its_tokens(tab):
    tab.goto("/suche/")

    token = "getComputedStyle(document.body).getPropertyValue('--kern-color-action-default')"
    assert tab.evaluate(token).strip() != ""
