"""Words of one family meet, whatever was made of them; what only looks alike does not."""

import pytest

from german.relatives import base_forms
from german.words import fold


def forms(word):
    return set(base_forms(fold(word)))


@pytest.mark.parametrize(
    "family",
    [
        "Förderung Förderungen fördern gefördert gefördertes fördert förderbar",
        "ausleihen ausgeliehen ausgeliehene auszuleihen Ausleihe",
        "einreichen eingereicht eingereichte einzureichen",
        "empfehlen empfohlen Empfehlung Empfehlungen",
        "beraten Beratung berät",
        "Sachsen sächsisch sächsische",
        "digital Digitalisierung digitalisieren",
        "Tourismus touristisch Touristen",
        "Mobilität mobil",
        "Region Regionen regional regionale",
        "Wirtschaft wirtschaftlich",
        "Nachhaltigkeit nachhaltig nachhaltige",
        "Revier Reviere Revieren Reviers",
        "Barriere Barrieren",
        "Ort Orte Orten",
        "Bus Busse Bussen",
        "See Seen",
        "Haus Häuser Häusern",
        "Krankenhaus Krankenhäuser",
        "Stadt Städte",
        "Workshop Workshops",
        "Netzwerkmanager Netzwerkmanagern Netzwerkmanagement",
        "transportieren Transport",
    ],
)
def test_every_member_of_a_family_meets_the_first(family):
    first, *others = family.split()

    assert [word for word in others if not forms(first) & forms(word)] == []


@pytest.mark.parametrize(
    "pair",
    [
        ("Gesundheit", "Gesetz"),
        ("Zukunft", "Kunst"),
        ("Kreis", "Krei"),
        ("Energie", "Ernte"),
        ("Tourismus", "Tour"),
        ("Geld", "Gelände"),
        ("zuständig", "ständig"),
    ],
)
def test_what_only_looks_alike_stays_apart(pair):
    assert forms(pair[0]).isdisjoint(forms(pair[1]))


@pytest.mark.parametrize("word", ["", "a", "ge", "zu", "ung", "gegegege", "ß", "x" * 500, "42"])
def test_any_word_has_a_form_and_the_first_is_its_stem(word):
    assert isinstance(base_forms(fold(word))[0], str)
    assert base_forms(fold(word))[0] or not word
