"""manage.py backup ORDNER"""

from pathlib import Path

from django.core.management import BaseCommand, CommandError

from operations.backup.actions import make_backup
from operations.backup.manifest import NotUsable


class Command(BaseCommand):
    help = "Sichert Datenbank und Dateien in einen neuen Ordner. Die Website läuft dabei weiter."

    def add_arguments(self, parser):
        parser.add_argument("ordner", type=Path, help="Ein Ordner, den es noch nicht gibt")

    def handle(self, *, ordner, **options):
        try:
            rows, files = make_backup(ordner.absolute())
        except NotUsable as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Gesichert in {ordner}: {rows} Datensätze, {files} Dateien.")
