"""Load the demonstration content."""

from django.core.management.base import BaseCommand

from demonstration.loader import Loader


class Command(BaseCommand):
    help = "Lädt die Beispielinhalte. Was schon da ist, bleibt, wie es ist."

    def handle(self, *args, **options):
        made = Loader().load()
        self.stdout.write(f"{made} Seiten angelegt." if made else "Alle Beispielinhalte sind da.")
