"""The English frame: complete, honest about where it leads, and never a dead end."""

import gettext
import re
import subprocess
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.core.management import call_command
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import translation

from content.models import BasePage
from home.models import HomePage, NewsPage
from networks.models import RegionPage
from tests.addresses import own_links

CATALOGUE = settings.LOCALE_PATHS[0] / "en/LC_MESSAGES/django.po"
pytestmark = pytest.mark.django_db

LEGAL_PAGES = ["/impressum/", "/datenschutz/", "/barrierefreiheit/"]
EASY_ACCESS = ["/leichte-sprache/", "/gebaerdensprache/"]
GERMAN_FRAME = [
    "Zum Inhalt springen",
    "Menü",
    "Hauptnavigation",
    "Schließen",
    "Suche",
    "Rechtliches",
    "Barriere melden",
    "Sprachen",
    "Strukturentwicklung",
    "Startseite",
    "Diese Linie endet hier",
    "Hier geht es weiter",
]

_translated = re.compile(r"""\{%\s*translate\s+(["'])(.+?)\1|\b_\((["'])(.+?)\3\)""")
_without_end = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Reader(HTMLParser):
    """What of a document stands in its own language, and how its links are marked.

    Unseen words, such as labels for screen readers, are read as well.
    """

    def __init__(self, html):
        super().__init__()
        self.words, self.links, self.languages = [], [], []
        self.feed(html)

    @property
    def text(self) -> str:
        """All words that are not marked as being in another language."""
        return " ".join(self.words)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag not in _without_end:
            self.languages.append((tag, attributes.get("lang")))
        if tag == "a":
            self.links.append(attributes)
        if not self.is_foreign:
            names = ("aria-label", "title", "alt", "placeholder")
            self.words += [attributes[name] for name in names if attributes.get(name)]

    def handle_startendtag(self, tag, attrs):
        pass  # only drawings have such elements, and they hold no words

    def handle_endtag(self, tag):
        while self.languages and self.languages.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if not self.is_foreign and data.strip():
            self.words.append(data.strip())

    @property
    def is_foreign(self) -> bool:
        inside = [tag for tag, _ in self.languages]
        marked = [language for tag, language in self.languages if language and tag != "html"]
        return bool(marked) or "script" in inside


def unmarked_links_to_german_pages(links) -> set[str]:
    german = {page.url for page in BasePage.objects.filter(locale__language_code="de")}
    return {
        link["href"]
        for link in links
        if link["href"].partition("?")[0] in german and link.get("hreflang") != "de"
    }


def frame(html) -> str:
    """A document without what its page is about."""
    return re.sub(r"<main.*</main>", "", html, flags=re.DOTALL)


@pytest.fixture
def english(home):
    """The English start page."""
    return home.get_translations().get(locale__language_code="en").specific


# --- The catalogue ---------------------------------------------------------------------------


def listed(po, folder, *choice) -> str:
    """Messages of a .po file that msgattrib chooses."""
    chosen = folder / "chosen.po"
    subprocess.run(["msgattrib", *choice, "-o", str(chosen), str(po)], check=True)
    return chosen.read_text() if chosen.exists() else ""


@pytest.mark.parametrize("choice", ["--untranslated", "--only-fuzzy", "--only-obsolete"])
def test_every_message_is_translated_for_certain(choice, tmp_path):
    assert "msgid" not in listed(CATALOGUE, tmp_path, choice)


def test_placeholders_and_header_are_in_order():
    subprocess.run(["msgfmt", "--check", "--output-file=/dev/null", str(CATALOGUE)], check=True)


def catalogue(mo) -> dict:
    with mo.open("rb") as file:
        return gettext.GNUTranslations(file)._catalog


def test_the_compiled_catalogue_is_that_of_the_source(tmp_path):
    compiled = tmp_path / "compiled.mo"
    subprocess.run(["msgfmt", f"--output-file={compiled}", str(CATALOGUE)], check=True)

    assert catalogue(CATALOGUE.with_suffix(".mo")) == catalogue(compiled)


def test_every_sentence_of_a_template_is_in_the_catalogue():
    known = catalogue(CATALOGUE.with_suffix(".mo")).keys()
    missing = {
        (str(file.relative_to(settings.BASE_DIR)), found[1] or found[3])
        for file in (settings.BASE_DIR / "templates").rglob("*.*")
        for found in _translated.findall(file.read_text())
        if (found[1] or found[3]) not in known
    }

    assert missing == set()


def test_django_finds_no_message_that_the_catalogue_lacks(tmp_path, monkeypatch, settings):
    """Sentences with numbers and names too, and those in the code."""
    copy_sources(settings.BASE_DIR, tmp_path)
    copy = tmp_path / "locale/en/LC_MESSAGES/django.po"
    copy.parent.mkdir(parents=True)
    copy.write_bytes(CATALOGUE.read_bytes())
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    monkeypatch.chdir(tmp_path)

    call_command("makemessages", locale=["en"], no_obsolete=True, no_wrap=True, verbosity=0)

    assert messages(copy) == messages(CATALOGUE)


def copy_sources(root, target) -> None:
    """Templates and code only: makemessages writes into every folder "locale" that it meets."""
    for folder in ("templates", "site", "home", "networks", "exhibitions", "search"):
        for file in (root / folder).rglob("*"):
            if file.suffix in {".html", ".txt", ".py"}:
                copy = target / file.relative_to(root)
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(file.read_bytes())


def messages(po) -> set[str]:
    """The msgids of a .po file whose lines are not wrapped."""
    return set(re.findall(r'^msgid(?:_plural)? "(.+)"$', po.read_text(), re.MULTILINE))


# --- The English start page ------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/en/", "/en/gibt-es-nicht/"])
def test_everything_around_an_english_page_is_english(client, address):
    document = Reader(client.get(address).text)

    assert "Skip to content" in document.words
    assert "Report a barrier" in document.words
    assert [word for word in GERMAN_FRAME if word in document.text] == []
    assert re.findall("[äöüßÄÖÜ]", Reader(frame(client.get(address).text)).text) == []


def test_the_organisations_german_words_are_marked_as_german(client):
    from content.models import OrganisationSettings

    OrganisationSettings.objects.update(
        statement="Wir entwickeln die Reviere.", funding_notice="Gefördert vom Bund."
    )

    html = client.get("/en/").text
    assert "Wir entwickeln die Reviere." not in html
    assert "Gefördert vom Bund." in html
    assert "Gefördert" not in Reader(html).text
    assert "Wir entwickeln die Reviere." in client.get("/").text


def test_the_frame_says_which_links_lead_to_german_pages(client):
    links = Reader(frame(client.get("/en/").text)).links

    assert unmarked_links_to_german_pages(links) == set()
    assert {link.get("hreflang") for link in links if link["href"] == "/suche/"} == {"de"}


def test_every_link_to_a_german_page_says_so(client):
    assert unmarked_links_to_german_pages(Reader(client.get("/en/").text).links) == set()


def test_a_german_page_marks_no_link_of_its_own_language(client):
    links = Reader(client.get("/").text).links

    assert {link["href"] for link in links if link.get("hreflang")} == {"/en/"}


@pytest.mark.parametrize("address", ["/en/", "/en/gibt-es-nicht/"])
def test_one_click_leads_from_english_to_what_the_law_asks_for(client, address):
    links = {link["href"]: link for link in Reader(client.get(address).text).links}

    for target in [*LEGAL_PAGES, *EASY_ACCESS]:
        assert links[target]["hreflang"] == "de"
    assert links[f"/barriere-melden/?seite={address.replace('/', '%2F')}"]["hreflang"] == "de"


def test_titles_of_german_pages_are_marked_as_german(client):
    links = Reader(frame(client.get("/en/").text)).links

    titles = {link["href"]: link.get("lang") for link in links}
    assert {titles[target] for target in [*LEGAL_PAGES, *EASY_ACCESS]} == {"de"}


def test_a_translated_legal_page_takes_the_place_of_the_german_one(client, english):
    imprint = BasePage.objects.get(slug="impressum").specific
    translated = imprint.copy_for_translation(english.locale)
    translated.title, translated.slug = "Legal notice", "legal-notice"
    translated.save_revision().publish()
    address = "/en/legal-notice/"

    links = {link["href"]: link for link in Reader(client.get("/en/").text).links}
    footer = frame(client.get("/en/").text)
    assert "hreflang" not in links[address]
    assert 'href="/impressum/"' not in footer
    assert 'href="/datenschutz/"' in footer
    assert address not in own_links(client.get("/").text)


def test_the_language_switch_leads_there_and_back(client):
    switch = {
        link["hreflang"]: link
        for link in Reader(client.get("/").text).links
        if "lang" in link and "hreflang" in link
    }
    there = switch["en"]["href"]
    back = [
        link["href"]
        for link in Reader(client.get(there).text).links
        if link.get("lang") == link.get("hreflang") == "de" and link["href"] == "/"
    ]

    assert there == "/en/"
    assert set(back) == {"/"}


def test_an_unknown_english_address_gets_the_english_404(client):
    response = client.get("/en/gibt-es-nicht/")

    assert response.status_code == 404
    assert '<html lang="en">' in response.text
    assert "This line ends here." in response.text
    assert "/en/" in own_links(response.text)


@pytest.mark.parametrize("address", ["/suche/", "/anmeldung/"])
def test_what_exists_in_german_only_stays_german(client, address):
    client.get("/en/")
    response = client.get(address, headers={"accept-language": "en"})

    assert '<html lang="de">' in response.text
    assert "Zum Inhalt springen" in response.text


# --- Entries of one language -----------------------------------------------------------------


def test_german_entries_are_not_shown_as_if_they_were_english(english, home):
    news = NewsPage.objects.live().filter(locale=home.locale)

    assert home.published_focus_areas
    assert home.managed_regions
    assert len(home.latest_news) == min(3, news.count())
    assert (english.published_focus_areas, english.managed_regions, english.latest_news) == (
        [],
        [],
        [],
    )


def test_a_region_without_a_page_is_shown_in_every_language(home, english):
    region_page = RegionPage.objects.first()
    region = region_page.region
    region_page.delete()

    german = HomePage.objects.get(pk=home.pk)
    assert region in [managed.region for managed in german.managed_regions]
    assert [managed.region for managed in english.managed_regions] == [region]


COMPONENTS = [
    ("tile", "page"),
    ("news_item", "page"),
    ("onward", "pages"),
    ("person", "region"),
]


def rendered(component, name, page, language) -> str:
    value = {"pages": [page], "region": {"name": "Revier"}}.get(name, page)
    with translation.override(language):
        return render_to_string(
            f"components/{component}.html", {"page": page, name: value, "label": "More"}
        )


@pytest.mark.parametrize(("component", "name"), COMPONENTS)
def test_a_component_says_where_it_leads_into_another_language(home, component, name):
    page = NewsPage.objects.live().first() or home

    assert 'hreflang="de"' in rendered(component, name, page, "en")
    assert "lang=" not in rendered(component, name, page, "de")


def test_a_link_is_judged_by_the_page_that_it_stands_on(home, english):
    link = Template("{% load languages %}<a{% hreflang target %}{% lang target %}>")

    assert link.render(Context({"page": english, "target": home})) == '<a hreflang="de" lang="de">'
    with translation.override("de"):
        assert link.render(Context({"page": home, "target": home})) == "<a>"
        assert link.render(Context({"page": home, "target": None})) == "<a>"
