"""The demonstration states what is known, completely and to the letter, and nothing else."""

import re

import pytest

from tests.demonstration.content_files import FILES, PAGES, plain, words_in

LEGAL = {page["path"] for page in FILES["legal"]["pages"]}

MISSIONS = [
    "Energiemodellregion Sachsen",
    "Wasserstoffmodellregion Sachsen",
    "Kreislaufwirtschaft",
    "Gesundheitsregion von morgen",
    "Intelligente Wirkstoffentwicklung",
    "Bioökonomie, Biotech und Biopharma",
    "Mikroelektronik der nächsten Generation",
    "Anwendung von Mikro- und Nanoelektronik, Quantentechnologien und Künstlicher Intelligenz",
    "Mobilität von morgen",
    "Leichtbau, Additive Fertigung",
]
CLAIMS = {
    "gesundheitsmodellregion": "Gesundheitsmodellregion – modern für beste Gesundheit",
    "energiemodellregion": "Energiemodellregion – zukunftssicher und nachhaltig",
    "tourismus-und-lebenswerte-regionen": ("Tourismus und lebenswerte Region – einfach lebenswert"),
    "mobilitaet-und-it": "Mobilität und IT – leistungsfähig und vernetzt",
    "kreislaufwirtschaft-und-biooekonomie": (
        "Kreislaufwirtschaft und Bioökonomie – umweltschützend und wertschöpfend"
    ),
}
SHARED_NETWORKS = {
    "kreislaufwirtschaft-und-biooekonomie": "Fachnetzwerk Kreislaufwirtschaft und Bioökonomie",
    "gesundheitsmodellregion": "Fachnetzwerk Gesundheitsmodellregion",
    "energiemodellregion": "Fachnetzwerk Energiemodellregion",
    "tourismus-und-lebenswerte-regionen": "Fachnetzwerk Tourismus und lebenswerte Regionen",
}
NETWORKS = {
    "lausitz": SHARED_NETWORKS | {"mobilitaet-und-it": "Fachnetzwerk Mobilität und IT"},
    "mitteldeutschland": SHARED_NETWORKS
    | {"mobilitaet": "Fachnetzwerk Mobilität", "it": "Fachnetzwerk IT"},
}
PROCESS = {
    "title": "Arbeitsweise der Fachnetzwerke am Beispiel der Energiemodellregion",
    "start": "Projektinitiative / Strategie / Grundsätze",
    "own_ideas": "Die Fach-AG kann selbst Ideen entwickeln sowie einreichen.",
    "inputs": [
        "aktuelles Fachwissen aus Wissenschaft und Praxis",
        "Landesstrategien und regionale Strategien",
        "innovative Projektideen",
        "Beteiligungsformate",
    ],
    "stages": [
        {
            "title": "Fachnetzwerk",
            "subtitle": "Expertenbeirat",
            "tasks": ["grundsätzliche Strategie", "fachtechnische Bewertung von Projekten"],
        },
        {
            "title": "Fachgruppe Regionalentwicklung",
            "subtitle": "",
            "tasks": ["ordnungspolitische Bewertung", "Einschätzung der Realisierbarkeit"],
        },
        {
            "title": "Fachgruppe Förderung",
            "subtitle": "",
            "tasks": ["finanztechnische Bewertung", "Förderfähigkeitscheck"],
        },
    ],
    "stages_note": "Kursorische Beratung an einem Tag",
    "recommendation": "Verbale Empfehlung an den Projektträger",
    "ways": [
        {
            "title": "Verfahren nach RL InvKG",
            "steps": [
                "Einreichung der entwickelten Projektidee in ASTER (SAS/Förderbank)",
                "Qualifizierung bis zur Umsetzung",
            ],
        },
        {
            "title": "Verfahren in anderer Förderung",
            "steps": ["Einreichung bei anderem Förderprogramm/Förderbank"],
        },
    ],
    "end": "Projektrealisierung",
    "outputs": [
        "Informationsgewinn",
        "bessere strategische Abstimmung",
        "Verbesserung der Akzeptanz",
        "Beitrag zur Umsetzung der Strategien",
    ],
}
EVENTS = ["19. August 2019", "2020", "Juli 2021", "23. September 2022", "7. Oktober 2022"]
TOPICS = [
    "Fachkräftesicherung",
    "Interessen von Kindern und Jugendlichen",
    "Gleichstellung",
    "Demografischer Wandel",
]
EXHIBITION = "Kreislaufwirtschaft in Sachsen aus Perspektive der Forschung und Wissenschaft"
AUTHORITIES = {
    "https://www.durchsetzungsstelle.sachsen.de/",
    "www.durchsetzungsstelle.sachsen.de",
    "https://www.datenschutz.sachsen.de/",
    "www.datenschutz.sachsen.de",
    "Durchsetzungsstelle@sk.sachsen.de",
}
# Every figure that the facts know: counts, days and years.
FIGURES = {*map(str, range(1, 12)), "19", "23", "100", "2019", "2020", "2021", "2022", "2038"}

PHONE = re.compile(r"(?:\+49|\b0\d{2,})[\d /()-]{4,}")
ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+\.\w+|https?://[^\s\"<>]+|\bwww\.[\w.-]+\.\w+")


def ways_to_reach_somebody(text: str) -> set[str]:
    """Phone numbers, mail addresses and addresses on the net."""
    return {*PHONE.findall(text), *ADDRESS.findall(text)}


def blocks(kind: str) -> list[dict]:
    """The values of all blocks of a kind, on whichever page they stand."""
    return [
        block["value"]
        for page in PAGES.values()
        for block in page.get("body", [])
        if block["type"] == kind
    ]


# --- What has to be there ----------------------------------------------------------------------


def test_the_ten_missions_stand_in_the_order_of_the_report():
    assert [mission["title"] for mission in PAGES["/mission/"]["missions"]] == MISSIONS


def test_the_mapping_of_missions_is_shown_as_editorial():
    home = next(
        section["value"]
        for section in PAGES["/"]["sections"]
        if section["type"] == "mission_structure"
    )

    assert "redaktionelle Zuordnung" in PAGES["/mission/"]["mapping_note"]
    assert "redaktionelle Zuordnung" in home["note"]


@pytest.mark.parametrize("slug", CLAIMS)
def test_a_schwerpunkt_carries_its_title_and_claim_to_the_letter(slug):
    page = PAGES[f"/schwerpunkte/{slug}/"]

    assert page["seo_title"] == CLAIMS[slug]
    assert CLAIMS[slug].endswith(f"– {page['claim']}")


def test_there_are_five_schwerpunkte():
    assert sum(page["type"] == "home.FocusAreaPage" for page in PAGES.values()) == len(CLAIMS)


@pytest.mark.parametrize(("region", "count"), [("lausitz", 5), ("mitteldeutschland", 6)])
def test_each_revier_has_its_networks(region, count):
    networks = {
        path.split("/")[3]: page["title"]
        for path, page in PAGES.items()
        if page["type"] == "networks.NetworkPage" and path.split("/")[2] == region
    }

    assert networks == NETWORKS[region]
    assert len(networks) == count


def test_a_network_belongs_to_the_schwerpunkt_of_its_name():
    for path, page in PAGES.items():
        if page["type"] == "networks.NetworkPage":
            slug = path.split("/")[3]
            slug = "mobilitaet-und-it" if slug in ("mobilitaet", "it") else slug
            assert page["focus_area"] == f"page:/schwerpunkte/{slug}/", path


def test_each_network_has_words_of_its_own():
    networks = [page for page in PAGES.values() if page["type"] == "networks.NetworkPage"]

    assert len({page["introduction"] for page in networks}) == len(networks)
    assert len({plain(page["body"]) for page in networks}) == len(networks)


def test_the_diagram_of_the_working_method_is_complete():
    [block] = PAGES["/fachnetzwerke/arbeitsweise/"]["process"]

    assert block == {"type": "process", "value": PROCESS}


def test_the_history_tells_every_dated_event_in_order():
    [timeline] = PAGES["/fachnetzwerke/historie/"]["events"]
    dates = [entry["date"] for entry in timeline["value"]["entries"]]

    assert [date for date in dates if re.search(r"\d", date)] == EVENTS


def test_each_revier_has_its_manager_of_whom_only_the_name_is_known():
    managers = {region["name"]: region["manager"] for region in FILES["people"]["regions"]}
    people = FILES["people"]["people"]

    assert managers == {
        "Lausitzer Revier": "person:giessler",
        "Mitteldeutsches Revier": "person:bruchmueller",
    }
    assert [person["name"] for person in people] == ["Markus Gießler", "Uwe Bruchmüller"]
    assert not any(
        person[field] for person in people for field in ("phone", "email", "address", "photo")
    )


def test_the_cross_cutting_topics_are_the_four_that_are_known():
    assert [topic["title"] for topic in FILES["people"]["topics"]] == TOPICS


def test_the_exhibition_carries_its_title_and_its_patrons():
    page = PAGES["/wanderausstellung/"]

    assert page["full_title"] == EXHIBITION
    assert page["patrons"] == (
        "Ministerpräsident Michael Kretschmer und Regionalentwicklungsminister Thomas Schmidt"
    )
    assert "7. Sitzung des Innovationsbeirats Sachsen" in plain(page)


def test_every_poster_says_that_it_is_an_example():
    posters = [page for page in PAGES.values() if page["type"] == "exhibitions.PosterPage"]

    assert [page["number"] for page in posters] == [1, 2, 3]
    for page in posters:
        assert page["title"] == f"Beispiel-Plakat {page['number']}"
        assert "Dies ist ein Beispiel-Plakat." in page["introduction"]
        assert page["institution"] == "institution:platzhalter"


def test_the_statement_on_accessibility_names_law_barriers_and_help():
    text = plain(PAGES["/barrierefreiheit/"])

    for words in (
        "SächsInklusG",
        "BfWebG",
        "BITV 2.0",
        "BfWebVO",
        "(EU) 2018/1523",
        "Selbstbewertung",
        "Video in Deutscher Gebärdensprache",
        "Prüfgruppe",
        "innerhalb eines Monats",
        "kostenlos",
        "Durchsetzungsstelle@sk.sachsen.de",
    ):
        assert words in text


def test_the_privacy_page_names_what_article_13_asks_for():
    text = plain(PAGES["/datenschutz/"])

    for words in ("Rechtsgrundlage", "gelöscht nach", "Artikel 15", "Artikel 21", "Artikel 77"):
        assert words in text
    assert "Sächsische Datenschutz- und Transparenzbeauftragte" in text


def test_the_glossary_explains_every_word_that_is_marked_as_a_term():
    terms = [entry["term"] for entry in PAGES["/glossar/"]["terms"]]
    marked = set(re.findall(r"<span data-term>([^<]+)</span>", " ".join(words_in(PAGES))))

    assert len(set(terms)) == len(terms) >= 20
    assert marked - set(terms) == set()


# --- What must not be there --------------------------------------------------------------------


def test_nothing_leads_to_anybody_but_the_authorities():
    found = {way for words in words_in(FILES) for way in ways_to_reach_somebody(words)}

    assert found == AUTHORITIES


@pytest.mark.parametrize(
    "text",
    [
        "Telefon 0351 1234567",
        "Telefon +49 351 1234567",
        "erika@beispiel.de",
        "https://example.org/",
        "Mehr auf www.example.org.",
    ],
)
def test_a_phone_number_or_an_address_would_be_found(text):
    assert ways_to_reach_somebody(text)


def unknown_figures(text: str) -> set[str]:
    """Figures that the facts do not know."""
    return set(re.findall(r"\d+", text)) - FIGURES


def test_no_page_states_a_figure_that_is_not_known():
    skipped = ("path", "as_of", "date", "slug")
    for path, page in PAGES.items():
        if path not in LEGAL | {"/glossar/", "/gebaerdensprache/"}:
            text = plain([value for field, value in page.items() if field not in skipped])
            assert unknown_figures(text) == set(), path


def test_an_invented_figure_would_be_found():
    assert unknown_figures("Im Jahr 2024 kamen 350 Gäste.") == {"2024", "350"}


def test_nobody_is_quoted():
    assert blocks("quote")
    for quote in blocks("quote"):
        assert all(words.startswith("[Platzhalter: ") for words in quote.values())


def test_placeholders_can_be_found():
    for words in words_in(FILES):
        assert len(re.findall("Platzhalter:", words)) == len(re.findall(r"\[Platzhalter:", words))
    for field in ("name", "street", "postcode", "town", "phone", "email", "represented_by"):
        assert FILES["settings"]["organisation"][field].startswith("[Platzhalter: ")


def test_texts_use_no_signs_where_words_belong():
    for page in PAGES.values():
        text = plain({field: value for field, value in page.items() if field != "seo_title"})
        for claim in CLAIMS.values():
            text = text.replace(claim, "")
        assert not re.search(r"\w[*:_/]in(nen)?\b|\wInnen\b| [–—-] ", text), page["path"]
