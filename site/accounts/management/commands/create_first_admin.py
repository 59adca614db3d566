"""The first administrator of a fresh site."""

import os
import secrets

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.db import transaction

from accounts.models import User

NAME = "admin"


class Command(BaseCommand):
    help = "Legt den ersten Zugang an, wenn es noch keinen mit allen Rechten gibt."

    def handle(self, **options):
        if User.objects.filter(is_superuser=True).exists():
            self.stdout.write("Es gibt schon einen Zugang mit allen Rechten.")
            return
        if User.objects.filter(username=NAME).exists():
            raise CommandError(f"Der Benutzername „{NAME}“ ist vergeben.")
        password = secrets.token_urlsafe(15)
        file = settings.DATA_DIR / "erster-login.txt"
        with transaction.atomic():
            User.objects.create_superuser(NAME, password=password)
            write_for_owner_only(file, f"{NAME}\n{password}\n")
        self.stdout.write("Der erste Zugang. Das Passwort erscheint nur dieses eine Mal:")
        self.stdout.write(f"  Benutzername: {NAME}")
        self.stdout.write(f"  Passwort:     {password}")
        self.stdout.write(f"Beides steht auch in {file}, lesbar nur für Sie.")


def write_for_owner_only(file, text):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)  # whoever could read an older file keeps only that one
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as output:
        output.write(text)
