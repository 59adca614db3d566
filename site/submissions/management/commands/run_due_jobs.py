"""Do what is due: end holds, send mails, remind, forget."""

import signal
import threading

from django.core.management.base import BaseCommand

from submissions.due_jobs import run_due_jobs


class Command(BaseCommand):
    help = "Erledigt, was fällig ist: Reservierungen, E-Mails, Erinnerungen, Fristen."

    def add_arguments(self, parser):
        parser.add_argument(
            "--every", type=int, metavar="SEKUNDEN", help="Bleiben und immer wieder nachsehen."
        )

    def handle(self, *args, **options):
        ended = threading.Event()
        if options["every"]:
            for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
                signal.signal(each, lambda *_: ended.set())
        self.report(run_due_jobs())
        while options["every"] and not ended.wait(options["every"]):
            self.report(run_due_jobs())

    def report(self, done: dict[str, int]) -> None:
        if done:
            self.stdout.write(", ".join(f"{name}: {number}" for name, number in done.items()))
