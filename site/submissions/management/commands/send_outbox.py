"""Send the mails that are due."""

from django.core.management.base import BaseCommand

from submissions.outbox import send_due


class Command(BaseCommand):
    help = "Sendet die E-Mails im Postausgang, deren Zeit gekommen ist."

    def handle(self, *args, **options):
        self.stdout.write(f"{send_due()} E-Mails gesendet.")
