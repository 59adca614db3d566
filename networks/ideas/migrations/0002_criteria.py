"""What the three steps look at, until editors word it better. Source: Arbeitsweise der Fachnetzwerke."""

from django.db import migrations

CRITERIA = {
    "technical": [
        (
            "Passt zur Strategie",
            "Passt die Idee zum Schwerpunkt und zu den Strategien von Land und Region?",
        ),
        ("Fachlich tragfähig", "Entspricht sie dem Wissen aus Wissenschaft und Praxis?"),
        ("Sinnvoll und nachhaltig", "Hilft sie der Region auf Dauer?"),
        (
            "Ergänzt andere Vorhaben",
            "Greift sie in andere Vorhaben, statt neben ihnen dasselbe zu tun?",
        ),
        (
            "Querschnittsthemen",
            "Fachkräftesicherung, Interessen von Kindern und Jugendlichen, Gleichstellung,"
            " demografischer Wandel.",
        ),
    ],
    "regional": [
        ("Passt in den Ordnungsrahmen", "Lässt der rechtliche Rahmen das Vorhaben zu?"),
        ("Gut umsetzbar", "Wie gut lässt es sich verwirklichen?"),
        ("Bald umsetzbar", "Kann es bald beginnen?"),
    ],
    "funding": [
        (
            "Förderfähig",
            "Kommt eine Förderung nach RL InvKG oder aus einem anderen Programm in Frage?",
        ),
        ("Finanziell tragfähig", "Wie ist das Vorhaben finanziell zu bewerten?"),
    ],
}


def add(apps, schema_editor):
    criteria = apps.get_model("ideas.Criterion").objects
    for step, wanted in CRITERIA.items():
        for number, (title, help_text) in enumerate(wanted, start=1):
            criteria.get_or_create(
                step=step, title=title, defaults={"help_text": help_text, "sort_order": number}
            )


class Migration(migrations.Migration):
    dependencies = [("ideas", "0001_initial")]
    # Back: with the table they go anyway, and what was rated by them is kept until then.
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
