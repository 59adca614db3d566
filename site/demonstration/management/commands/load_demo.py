"""Load the demonstration content."""

from django.core.management import call_command
from django.core.management.base import BaseCommand

from demonstration.loader import Loader


class Command(BaseCommand):
    help = "Lädt die Beispielinhalte. Was schon da ist, bleibt, wie es ist."

    def add_arguments(self, parser):
        parser.add_argument(
            "--without-loans",
            action="store_true",
            help="Ohne Beispiel-Ausleihen; nimmt weg, die da sind. Für den öffentlichen Betrieb.",
        )
        parser.add_argument(
            "--without-ideas",
            action="store_true",
            help="Ohne Beispiel-Ideen; nimmt weg, die da sind. Für den öffentlichen Betrieb.",
        )

    def handle(self, *args, **options):
        made = Loader(
            with_loans=not options["without_loans"], with_ideas=not options["without_ideas"]
        ).load()
        if made:  # found and credited at once, without waiting for the worker
            call_command("update_index", verbosity=0)
            call_command("rebuild_references_index", verbosity=0)
        self.stdout.write(f"{made} Seiten angelegt." if made else "Alle Beispielinhalte sind da.")
