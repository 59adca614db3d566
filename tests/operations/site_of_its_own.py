"""A whole site in a folder (or a PostgreSQL database) of its own, run by manage.py."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = {"DATABASE_URL", "CACHE_URL", "MEDIA_S3_URL", "DJANGO_SETTINGS_MODULE", "DATA_DIR"}


@dataclass
class Site:
    """`site.manage("backup", folder)` runs a command, `site.run("…")` Python, as its process."""

    data: Path
    variables: dict = field(default_factory=dict)

    @property
    def environment(self):
        inherited = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
        return inherited | {
            "DATA_DIR": str(self.data),
            "DJANGO_SETTINGS_MODULE": "config.settings.development",
            **self.variables,
        }

    def command(self, *arguments):
        return [sys.executable, "manage.py", *map(str, arguments)]

    def manage(self, *arguments):
        return subprocess.run(
            self.command(*arguments),
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def start(self, *arguments):
        return subprocess.Popen(
            self.command(*arguments),
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, program):
        """What the program printed as JSON."""
        done = self.manage("shell", "--verbosity=0", "--command", program)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


COUNT_ROWS = """
import json
from operations.backup.database import count_rows, model_tables
from django.db import connection
def ask(query):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()
print(json.dumps(count_rows(ask, model_tables())[0]))
"""

CHECKSUMS = """
import hashlib, json
from django.core.files.storage import storages
from operations.backup.media import stored_files
print(json.dumps({
    f"{store}/{name}": hashlib.sha256(storages[store].open(name).read()).hexdigest()
    for store in ("default", "private") for name in stored_files(storage=storages[store])
}))
"""

PUT_CONTENT = """
import json
from django.core.files.base import ContentFile
from content.models import SiteDocument
for number in range(3):
    SiteDocument.objects.create(
        title=f"Dokument {number}",
        file=ContentFile(b"Inhalt %d" % number * 1000, name=f"ordner-{number}.pdf"),
    )
from django.core.files.storage import storages
storages["private"].save("attachments/0815", ContentFile(b"Nur fuer das Team"))
print("null")
"""

# Two rows in one transaction: no copy may hold one without the other.
KEEP_WRITING = """
from itertools import count
from django.contrib.auth.models import Group
from django.db import transaction
from networks.models import ContactPerson
for number in count():
    with transaction.atomic():
        Group.objects.create(name=f"Gruppe {number}")
        ContactPerson.objects.create(name=f"Person {number}")
    print(number, flush=True)
"""
