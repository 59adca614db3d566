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
# Everyday words beside those of the site.
SYNONYMS = [
    # Abbreviations
    "KI, Künstliche Intelligenz",
    "IT, Informationstechnik, Informationstechnologie, Digitalisierung, EDV, Computer",
    "SAS, Sächsische Agentur für Strukturentwicklung",
    "SMR, Sächsisches Staatsministerium für Regionalentwicklung, Ministerium",
    "JTF, Just Transition Fund",
    "InvKG, Investitionsgesetz Kohleregionen, Strukturstärkungsgesetz",
    "BNE, Bildung für nachhaltige Entwicklung",
    # About the site
    "Impressum, Betreiber, Anbieter, Herausgeber, Anfahrt",
    "Datenschutz, Datenschutzerklärung, DSGVO, Cookies, Privatsphäre, Tracking",
    "löschen, Löschung, Auskunft, Datenschutz",
    "Barrierefreiheit, barrierefrei, behindertengerecht, Behinderung, Rollstuhl",
    "Barrierefreiheit, Vorlesen, Screenreader, blind, Sehbehinderung",
    "Barriere melden, Beschwerde, Fehler melden, Feedback, Kritik, Problem",
    "Gebärdensprache, DGS, Gebärden, gehörlos, taub",
    "Leichte Sprache, Einfache Sprache, leicht lesen, einfach erklärt",
    "Bildnachweis, Bildrechte, Bildquelle, Fotograf, Foto, Urheber, Copyright, Lizenz",
    "Inhalt, Sitemap, Inhaltsverzeichnis, Übersicht, Navigation",
    "Glossar, Abkürzungen, Begriffe, Lexikon, Wörterbuch, Worterklärung",
    "Aktuelles, Neuigkeiten, Nachrichten, News, Meldungen, Presse, Newsletter, RSS",
    "Publikation, Veröffentlichung, Bericht, Studie, Broschüre, Gutachten",
    "herunterladen, Download, PDF, Datei, Dokumente, Unterlagen",
    # Whom to ask
    "Kontakt, Ansprechpartner, Ansprechperson, Zuständigkeit, zuständig, Team",
    "Kontakt, Telefonnummer, Telefon, anrufen, Hotline, Sprechzeiten, Öffnungszeiten",
    "Kontakt, Adresse, Anschrift, Mailadresse",
    "Netzwerkmanager, Netzwerkmanagement, Fachnetzwerkmanagement",
    "Beratung, Hilfe, helfen, Unterstützung",
    # Ideas and advice
    "Projektidee, Vorschlag, Projektvorschlag, Idee, Bürgerbeteiligung, Beteiligung",
    "einreichen, beantragen, Antrag, bewerben, Bewerbung, vorschlagen, mitmachen, Formular",
    "Förderung, Fördermittel, Fördergeld, Zuschuss, Geld, Finanzierung, Geldquelle",
    "Arbeitsweise, Ablauf, Verfahren, Vorgehen, Auswahl, Entscheidung",
    "bewertet, Bewertung, prüfen, Prüfung, Kriterien, Jury",
    "Beispiele, Erfolge, Ergebnisse, umgesetzt, weitergeführt, Praxisbeispiel",
    "Stand, Status, Bearbeitungsstand, Vorgangsnummer",
    "zurückziehen, Rücknahme, widerrufen, Widerruf",
    # Mission and networks
    "Kohleausstieg, Braunkohleausstieg, Ausstieg aus der Kohle, Strukturwandel, post-fossil",
    "Braunkohle, Kohle, Tagebau, Kohlerevier, Revier",
    "Zukunftsmission, Ziele, Vision, Mission",
    "Innovationsbeirat, Beirat, Gremium, Kommission, Rat",
    "Vorsitz, Chef, Leiter, Leitung, Vorsitzender",
    "Historie, Geschichte, Chronik, Entstehung, Zeitstrahl, Gründung",
    "Schwerpunkte, Themen, Themenfelder, Handlungsfelder",
    "Fachnetzwerk, Netzwerk, Arbeitsgruppe, Cluster, Expertengruppe",
    "Fachleute, Experten, Fachkundige",
    "Lausitz, Lausitzer Revier",
    "Mitteldeutschland, Mitteldeutsches Revier",
    "Gemeinde, Kommune, Bürgermeister",
    "Betrieb, Unternehmen, Firma, Wirtschaft",
    "Hochschule, Universität, Uni, Forschung, Wissenschaft",
    "Fachkräfte, Ausbildung, Arbeitsplatz, Job, Beruf",
    # Schwerpunkte
    "Gesundheit, Medizin, Arzt, Ärztemangel, Krankenhaus, Klinik, Pflege, Patient",
    "Wirkstoff, Medikament, Arznei, Pharma, Biopharma",
    "digitale Medizin, Telemedizin",
    "erneuerbar, Ökostrom, Solar, Photovoltaik, Windkraft, Windrad, regenerativ, Energiewende",
    "Wärme, Heizung, Fernwärme, heizen, Abwärme",
    "Wasserstoff, H2",
    "klimaneutral, Klimaschutz, klimafreundlich, Klima, CO2, Klimawandel",
    "Tourismus, Urlaub, Touristen, Reise, Ferien, Freizeit, Naherholung, Ausflug",
    "lebenswert, Lebensqualität, Wohnen, Zuzug, Heimat",
    "Betreuung, Kita, Kinderbetreuung, Kindergarten",
    "öffentlicher Verkehr, ÖPNV, Nahverkehr, Bus, Bahn, Zug, Straßenbahn",
    "Mobilität, Verkehr, Auto, Fahrrad",
    "neue Antriebe, Elektroauto, Elektromobilität",
    "autonomes Fahren, selbstfahrend, fahrerlos",
    "Recycling, wiederverwerten, Wiederverwertung, Kreislaufwirtschaft, Müll, Abfall",
    "Nachhaltigkeit, nachhaltig, Umwelt, Umweltschutz, Ökologie",
    "Batterie, Akku",
    "Mikroelektronik, Chip, Halbleiter",
    "Additive Fertigung, 3D-Druck",
    # The exhibition
    "Wanderausstellung, Ausstellung, Plakatausstellung, Schau, Exponate",
    "Plakat, Poster, Tafel",
    "ausleihen, Ausleihe, leihen, mieten, buchen, Buchung, reservieren, borgen, bestellen",
    "freie Zeiträume, Verfügbarkeit, verfügbar",
    "Anfrage, Anmeldung, anmelden, anfragen",
    "Termine der Tour, Tourplan, Kalender, Veranstaltung, Stationen, Standort, Route",
    "Leihbedingungen, Leihvertrag, Vertrag, AGB, Bedingungen, Kaution",
    "Absage, absagen, stornieren, Storno, Rücktritt, kündigen",
    "Schaden, beschädigt, kaputt, Haftung, Versicherung, verloren",
    "kostenlos, Kosten, Preis, Gebühr, kostet",
    "Lieferung, Anlieferung, Transport, Abholung, Rückgabe",
    "Aufbau, aufbauen, aufstellen, Montage, Anleitung",
    "Platz, Platzbedarf, Fläche, Quadratmeter, Maße, Größe, Raum",
    "Unterricht, Unterrichtsmaterial, Arbeitsblatt, Lehrer, Lehrkraft, Klasse, Schüler",
    "Schule, Gymnasium, Oberschule, Grundschule, Berufsschule",
    "Dauer, Frist, Bearbeitungszeit",
]


def add(apps, schema_editor):
    listed, groups = apps.get_model("search", "ListedWord"), apps.get_model("search", "SynonymGroup")
    apps.get_model("search", "IndexState").objects.create(pk=1)
    listed.objects.bulk_create(listed(word=word) for word in WORDS)
    groups.objects.bulk_create(groups(expressions=expressions) for expressions in SYNONYMS)


class Migration(migrations.Migration):
    dependencies = [("search", "0002_full_text")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
