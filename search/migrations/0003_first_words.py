"""What the search knows on its first day. Editors keep both lists from then on."""

from django.db import migrations

# Words that compounds of the field are made of, though hardly a page has them alone.
_words = (
    "Abbau Amt Arbeit Ausstellung Bahn Batterie Bau Beirat Beratung Berg Bildung Bio Braunkohle"
    " Bus Daten Digital Eis Energie Fach Förder Forschung Gas Geld Gesundheit Gruppe Haus Hilfe"
    " Hochschule Ideen Information Innovation Kohle Kontakt Kraft Kraftwerk Kreis Kreislauf Kultur"
    " Kunst Land Landschaft Lehr Leih Leit Markt Medizin Mission Mobilität Modell Nachhaltigkeit"
    " Natur Netz Netzwerk Öko Ökonomie Öl Ort Ost Partner Pflege Plakat Plan Praxis Projekt Rat"
    " Raum Recycling Regional Revier Schule Schwerpunkt See Software Solar Speicher Stadt Stoff"
    " Strom Struktur Tag Tagebau Technik Technologie Termin Tourismus Umwelt Verkehr Wander Wandel"
    " Wärme Wasser Wasserstoff Weg Werk West Wind Wirtschaft Wissenschaft Zeit Zentrum Zukunft"
)
WORDS = _words.split()
SYNONYMS = [
    "KI, Künstliche Intelligenz",
    "IT, Informationstechnik, Informationstechnologie",
    "SAS, Sächsische Agentur für Strukturentwicklung",
    "JTF, Just Transition Fund",
    "ausleihen, leihen, mieten, buchen",
    "Ansprechpartner, Ansprechperson, Kontakt",
    "Poster, Plakat",
    "Kohleausstieg, Strukturwandel, Braunkohleausstieg",
    "Medizin, Gesundheit",
    "Digitalisierung, IT",
    "ÖPNV, Nahverkehr",
    "Urlaub, Tourismus",
    "Fördermittel, Förderung, Zuschuss",
    "barrierefrei, Barrierefreiheit, behindertengerecht",
]


def add(apps, schema_editor):
    listed, groups = apps.get_model("search", "ListedWord"), apps.get_model("search", "SynonymGroup")
    apps.get_model("search", "IndexState").objects.create(pk=1)
    listed.objects.bulk_create(listed(word=word) for word in WORDS)
    groups.objects.bulk_create(groups(expressions=expressions) for expressions in SYNONYMS)


class Migration(migrations.Migration):
    dependencies = [("search", "0002_full_text")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
