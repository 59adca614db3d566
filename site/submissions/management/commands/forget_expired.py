"""Forget people whose submissions have had their time."""

from django.core.management.base import BaseCommand

from submissions.retention import due_to_forget, forget_due


class Command(BaseCommand):
    help = "Entfernt Kontaktdaten aus Vorgängen, deren Frist vorbei ist."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Nur zeigen, nichts ändern.")

    def handle(self, *args, **options):
        if options["dry_run"]:
            for submission in due_to_forget():
                self.stdout.write(f"{submission.reference} ({submission.kind})")
            return
        self.stdout.write(f"{forget_due()} Vorgänge vergessen.")
