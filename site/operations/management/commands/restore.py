"""manage.py restore ORDNER"""

from pathlib import Path

from django.core.management import BaseCommand, CommandError

from operations.backup.actions import restore_backup
from operations.backup.manifest import NotUsable


class Command(BaseCommand):
    help = (
        "Spielt eine Sicherung ein. Vorher die Website und den Worker anhalten;"
        " was hier liegt, wird nur mit --force ersetzt."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("ordner", type=Path, help="Der Ordner der Sicherung")
        parser.add_argument("--force", action="store_true", help="Vorhandene Daten ersetzen")

    def handle(self, *, ordner, force, **options):
        try:
            manifest = restore_backup(ordner.absolute(), overwrite=force)
        except NotUsable as error:
            raise CommandError(str(error)) from error
        rows = sum(manifest["counts"].values())
        self.stdout.write(f"Eingespielt: {rows} Datensätze, Stand {manifest['made_at']}.")
