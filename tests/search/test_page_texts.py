"""What can be read can be found: the texts of a page against what its visitors see."""

import re

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Site
from wagtail.search.index import AutocompleteField, RelatedFields, SearchField

from content.models import BasePage, OrganisationSettings
from exhibitions.bookings.models import LendingPage, LendingRules, LoanTerms, TermsPage
from exhibitions.models import PosterPage, ResearchInstitution
from home.models import (
    AccessibilityStatementPage,
    ContactPage,
    FocusAreaPage,
    HomePage,
    ImprintPage,
    MissionPage,
    PrivacyPage,
    PublicationPage,
    SignLanguagePage,
)
from networks.ideas.models import IdeaStoryPage
from networks.models import (
    ContactPerson,
    CrossCuttingTopic,
    NetworkContact,
    NetworkPage,
    RegionPage,
)
from search.page_texts import PageTexts, plain_text, texts_of
from tests.factories import ContactPersonFactory, SiteDocumentFactory, make_news

pytestmark = pytest.mark.django_db

ENOUGH = 0.7  # of the words that stand on a page; the rest are labels and the dates of templates
# What they show comes from elsewhere: teasers of other pages, or dates and forms of the day.
SHOWS_OTHER_PAGES = {
    "ContentsPage",
    "FocusAreaIndexPage",
    "HomePage",
    "IdeaStoryIndexPage",
    "ImageCreditsPage",
    "NewsIndexPage",
    "PosterIndexPage",
    "PublicationIndexPage",
}
SHOWS_THE_DAY = {"LendingPage", "ProjectIdeaPage", "TourPage"}
# Beside what a page says itself: the way on, forms, drawings.
NOT_ITS_OWN = "nav, form, svg, script, style, .onward, .accesses, .posters"


def everything(page) -> str:
    texts = texts_of(page)
    return "\n".join([texts.title, texts.lead, texts.body])


def words_of(text: str) -> set[str]:
    """The different words of four letters and more."""
    return {word.lower() for word in re.findall(r"[^\W\d_]{4,}", text.replace("\u00ad", ""))}


def words_seen(html: str) -> set[str]:
    """The words of a page that are its own."""
    main = BeautifulSoup(html, "html.parser").main
    for part in main.select(NOT_ITS_OWN):
        part.decompose()
    return words_of(main.get_text(" "))


def public_pages():
    return BasePage.objects.live().public().order_by("path").specific()


# --- Every page of the demonstration ---------------------------------------------------------


def test_what_can_be_read_can_be_found(client):
    missing = {}
    for page in public_pages():
        if type(page).__name__ in SHOWS_OTHER_PAGES | SHOWS_THE_DAY:
            continue
        seen = words_seen(client.get(page.url).text)
        lost = seen - words_of(everything(page))
        if len(lost) > (1 - ENOUGH) * len(seen):
            missing[page.url] = sorted(lost)

    assert missing == {}


def test_also_what_stands_around_the_entries_of_an_overview_can_be_found(client):
    for page in public_pages():
        assert words_of(f"{page.title} {page.introduction}") <= words_of(everything(page)), page.url


def test_no_text_holds_tags_entities_or_values_that_nobody_wrote():
    odd = re.compile(r"</?[a-z]|&[a-z]+;|&#|\bNone\b|\bTrue\b|\bFalse\b|[{}]|\u00ad|<[A-Z]", re.I)

    assert {
        page.url: found for page in public_pages() if (found := odd.findall(everything(page)))
    } == {}


def test_a_page_takes_a_handful_of_queries():
    taken = {}
    for page in public_pages():
        with CaptureQueriesContext(connection) as queries:
            texts_of(page)
        taken[page.url] = len(queries)

    assert {address: number for address, number in taken.items() if number > 8} == {}


def test_reading_makes_no_settings():
    OrganisationSettings.objects.all().delete()

    for page in public_pages():
        texts_of(page)

    assert not OrganisationSettings.objects.exists()


# --- Where a text goes -----------------------------------------------------------------------


def test_title_lead_and_body_are_told_apart():
    news = make_news(
        "Neue Bahn",
        introduction="Sie fährt.",
        search_description="Eine Bahn, die fährt.",
        body=[("text", "<p>Am Montag.</p>"), ("text", "<p>Am Montag.</p>")],
    )

    texts = texts_of(news)

    assert texts.title == "Neue Bahn"
    assert texts.lead == "Sie fährt.\nEine Bahn, die fährt."
    assert texts.body.splitlines()[:2] == ["Aktuelles", "Am Montag."]
    assert texts.body.count("Am Montag.") == 1


def test_a_field_with_a_boost_belongs_to_the_lead():
    page = HomePage.objects.get(locale__language_code="de")

    assert page.headline in texts_of(page).lead.splitlines()


def test_related_rows_are_found_however_deep(monkeypatch):
    claims = RelatedFields("focus_areas", [SearchField("claim")])
    fields = [AutocompleteField("introduction"), RelatedFields("missions", [claims])]
    monkeypatch.setattr(MissionPage, "search_fields", fields)

    texts = texts_of(MissionPage.objects.get())

    assert texts.lead == ""
    assert "modern für beste Gesundheit" in texts.body.splitlines()


# --- Page by page: what a template shows beside title, lead and body -------------------------


def test_a_network_is_found_by_region_focus_area_people_and_topics():
    page = NetworkPage.objects.get(slug="energiemodellregion", region__slug="lausitz")
    page.contacts = [NetworkContact(person=ContactPersonFactory(name="Ada Muster", role="Leitung"))]
    page.topics = [CrossCuttingTopic.objects.get(title="Gleichstellung")]
    page.save()

    texts = texts_of(page)

    assert {"Lausitzer Revier", "Energiemodellregion"} <= set(texts.lead.splitlines())
    assert {"Ada Muster", "Leitung", "Gleichstellung"} <= set(texts.body.splitlines())
    assert "Demografischer Wandel" not in texts.body
    assert "Markus Gießler" not in texts.body.splitlines()


def test_how_to_reach_a_person_is_not_in_any_text():
    ContactPerson.objects.update(
        phone="0355 987654", email="geheim@example.org", address="Geheimer Weg 1"
    )

    told = "\n".join(everything(page) for page in public_pages())

    assert "Markus Gießler" in told
    assert not re.search("987654|geheim", told, re.IGNORECASE)


def test_a_region_is_found_by_who_manages_it():
    page = RegionPage.objects.get(slug="mitteldeutschland")

    assert "Uwe Bruchmüller" in texts_of(page).body.splitlines()


def test_a_focus_area_is_found_by_its_missions():
    page = FocusAreaPage.objects.get(slug="energiemodellregion")

    assert "Wasserstoffmodellregion Sachsen" in texts_of(page).body.splitlines()


def test_the_mission_is_found_by_its_note_on_the_mapping():
    assert "Ihm ist keine einzelne Mission zugeordnet." in texts_of(MissionPage.objects.get()).body


def test_a_poster_is_found_by_number_institution_place_and_files():
    page = PosterPage.objects.get(number=3)
    page.institution = ResearchInstitution.objects.create(name="Institut Muster", place="Freiberg")
    page.pdf = SiteDocumentFactory(title="Plakat zum Drucken")

    texts = texts_of(page)

    assert "Plakat 3" in texts.lead.splitlines()
    assert {"Institut Muster", "Freiberg", "Plakat zum Drucken"} <= set(texts.body.splitlines())


def test_a_publication_is_found_by_year_publisher_and_file():
    page = PublicationPage.objects.get()
    page.document = SiteDocumentFactory(title="Der Bericht als PDF")

    assert {"2021", "Innovationsbeirat Sachsen", "Der Bericht als PDF"} <= set(
        texts_of(page).body.splitlines()
    )


def test_news_are_found_by_their_date():
    texts = texts_of(make_news(date="2031-03-09"))

    assert "9. März 2031" in texts.body.splitlines()


def test_contact_imprint_and_privacy_are_found_by_who_runs_the_site():
    OrganisationSettings.objects.update(
        name="Muster-Agentur",
        town="Freiberg",
        phone="0351 1234",
        represented_by="Ada Muster",
        data_protection_officer="Bea Beispiel",
    )
    ContactPerson.objects.filter(name="Markus Gießler").update(name="Cem Neu")

    contact, imprint, privacy = (
        set(texts_of(kind.objects.get()).body.splitlines())
        for kind in (ContactPage, ImprintPage, PrivacyPage)
    )

    assert {"Muster-Agentur", "0351 1234", "Cem Neu", "Lausitzer Revier"} <= contact
    assert {"Muster-Agentur", "0351 1234", "Ada Muster"} <= imprint
    assert {"Muster-Agentur", "0351 1234", "Bea Beispiel"} <= privacy


def test_a_page_of_no_site_says_nothing_of_who_runs_it():
    Site.objects.all().delete()

    assert "Markus Gießler" in texts_of(ContactPage.objects.get()).body


def test_privacy_is_found_by_how_long_data_stay():
    assert "Kontaktformular: Zurückgezogen, 30 Tage" in texts_of(PrivacyPage.objects.get()).body


def test_the_statement_is_found_by_what_is_missing_and_what_helps():
    page = AccessibilityStatementPage.objects.get()
    barrier = page.barriers.all()[0]

    told = texts_of(page).body

    assert all(
        " ".join(text.split()) in told
        for text in (barrier.content, barrier.reason, barrier.alternative, page.method)
    )
    assert page.get_conformity_display() in told.splitlines()


def test_the_terms_are_found_by_the_version_that_holds():
    LoanTerms.objects.create(text="## Neues\n\nNur mit Handschuhen.")

    assert texts_of(TermsPage.objects.get()).body.splitlines()[-2:] == [
        "Neues",
        "Nur mit Handschuhen.",
    ]


def test_without_terms_and_rules_the_pages_are_found_all_the_same():
    LoanTerms.objects.update(valid_from="2090-01-01")
    LendingRules.objects.all().delete()

    assert texts_of(TermsPage.objects.get()).title == "Leihbedingungen"
    assert texts_of(LendingPage.objects.get()).title == "Ausstellung ausleihen"


def test_lending_is_found_by_who_brings_it():
    rules = LendingRules.load()
    rules.delivery_text = "Wir bringen die Kisten."
    rules.save()

    assert "Wir bringen die Kisten." in texts_of(LendingPage.objects.get()).body


def test_a_story_is_found_by_place_region_and_focus_area():
    assert {"Lausitzer Revier", "Energiemodellregion"} <= set(
        texts_of(IdeaStoryPage.objects.get()).body.splitlines()
    )


def test_sign_language_is_found_by_the_texts_of_its_videos():
    page = SignLanguagePage.objects.get()
    page.videos = [
        (
            "video",
            {
                "title": "Willkommen",
                "file": SiteDocumentFactory(),
                "minutes": 2,
                "transcript": "<p>Guten Tag.</p>",
            },
        )
    ]
    page.save()

    assert {"Willkommen", "Guten Tag."} <= set(
        texts_of(SignLanguagePage.objects.get()).body.splitlines()
    )


# --- Plain text ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<p>Eins</p><p>Zwei</p>", "Eins Zwei"),
        ("Fach<b>netz</b>werk", "Fachnetzwerk"),
        ("Wärme &amp; Kälte&nbsp;hier", "Wärme & Kälte hier"),
        ("Struktur\u00adwandel", "Strukturwandel"),
        ("lang\u200bes\x00 Wort\x07", "langes Wort"),
        (" viel \n\t Platz ", "viel Platz"),
        ("5 < 6 und 7 > 6", "5 < 6 und 7 > 6"),
        ("&lt;b&gt;fett&lt;/b&gt;", "fett"),
        ("A<br>B<img alt='C'>D", "A B D"),
        ("\ud800 halb", "halb"),
        ("", ""),
    ],
)
def test_a_text_is_read_as_a_person_reads_it(written, read):
    assert plain_text(written) == read


@given(st.lists(st.sampled_from(["<", "&lt;", "/", ">", "&gt;", "b", "\u00ad"]), min_size=9))
def test_no_tag_is_left_of_anything(pieces):
    text = "".join(pieces)

    assert not re.search(r"</?[a-z][^<>]*>", plain_text(text), re.IGNORECASE)


@given(st.text())
def test_plain_text_is_one_line_that_every_database_keeps(text):
    plain = plain_text(text)

    assert plain == " ".join(plain.split())
    assert "\x00" not in plain
    plain.encode()


def test_a_long_text_of_open_tags_is_read_at_once():
    texts = [plain_text(piece * 50_000) for piece in ("<a", "<!--", "</", "&lt;a ")]

    assert len(texts) == 4


def test_texts_are_compared_by_what_they_say():
    assert PageTexts("a", "b", "c") == PageTexts("a", "b", "c")
