"""A backup is whole, shows every change to itself, and brings everything back."""

import json
import stat
import tarfile
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.operations.site_of_its_own import (
    CHECKSUMS,
    COUNT_ROWS,
    KEEP_WRITING,
    PUT_CONTENT,
    Site,
)

# Made anew by a restore.
REBUILT = {
    "wagtailcore_referenceindex",
    "wagtailsearch_indexentry",
    "wagtailsearch_indexentry_fts",
}


@pytest.fixture(
    scope="module",
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.needs("postgresql"))],
)
def make_site(request, tmp_path_factory):
    """Makes sites without a single table."""
    names = []

    def make(name):
        data = tmp_path_factory.mktemp(name)
        if request.param == "sqlite":
            return Site(data)
        address = urlsplit(request.getfixturevalue("postgresql"))
        database = f"backup_{name}"
        names.append(database)
        execute(address, f'DROP DATABASE IF EXISTS "{database}"', f'CREATE DATABASE "{database}"')
        return Site(data, {"DATABASE_URL": address._replace(path=f"/{database}").geturl()})

    def execute(address, *queries):
        with psycopg.connect(address.geturl(), autocommit=True) as connection:
            for query in queries:
                connection.execute(query)

    yield make
    for name in names:
        execute(urlsplit(request.getfixturevalue("postgresql")), f'DROP DATABASE "{name}"')


@pytest.fixture(scope="module")
def site(make_site):
    """A site with content."""
    site = make_site("here")
    assert site.manage("migrate", "--verbosity=0").returncode == 0
    site.run(PUT_CONTENT)
    return site


@pytest.fixture(scope="module")
def backup(site, tmp_path_factory):
    """A backup made while somebody keeps writing."""
    folder = tmp_path_factory.mktemp("backups") / "sicherung"
    writer = site.start("shell", "--verbosity=0", "--command", KEEP_WRITING)
    while writer.stdout.readline().strip() != "20":
        assert writer.poll() is None
    done = site.manage("backup", folder)
    written = int(writer.stdout.readline())
    writer.kill()
    writer.communicate()
    assert done.returncode == 0, done.stderr
    assert written > 20
    return folder


@pytest.fixture(scope="module")
def restored(backup, make_site):
    """Another machine, after the restore."""
    elsewhere = make_site("elsewhere")
    done = elsewhere.manage("restore", backup)
    assert done.returncode == 0, done.stderr
    return elsewhere


def manifest(folder):
    return json.loads((folder / "manifest.json").read_text())


def test_everything_that_was_saved_is_there_again(restored, backup):
    saved, there = manifest(backup)["counts"], restored.run(COUNT_ROWS)

    assert {name: there[name] for name in saved.keys() - REBUILT} == {
        name: saved[name] for name in saved.keys() - REBUILT
    }
    assert saved["networks_contactperson"] > 20


def test_a_backup_under_writes_holds_whole_transactions_only(backup):
    counts = manifest(backup)["counts"]
    roles = 7

    assert counts["auth_group"] - roles == counts["networks_contactperson"]


def test_every_file_is_there_again_unchanged(site, restored):
    files = site.run(CHECKSUMS)

    assert len(files) == 4
    assert "private/attachments/0815" in files
    assert restored.run(CHECKSUMS) == files


def test_what_the_public_sent_in_lies_in_an_archive_of_its_own(backup):
    with tarfile.open(backup / "media.tar") as public, tarfile.open(backup / "private.tar") as own:
        assert [name for name in public.getnames() if "attachments" in name] == []
        assert own.getnames() == ["attachments/0815"]


def test_a_restored_private_file_is_for_its_owner_only(restored):
    file = restored.data / "private" / "attachments" / "0815"

    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_restored_site_is_ready_and_knows_its_files(restored):
    program = """
import json
from django.conf import settings
from django.test import Client
settings.ALLOWED_HOSTS = ["testserver"]
from content.models import SiteDocument
print(json.dumps([
    Client().get("/readyz").json(),
    [document.file.read()[:6].decode() for document in SiteDocument.objects.order_by("title")],
]))
"""
    answer, documents = restored.run(program)

    assert answer["ready"] is True
    assert documents == ["Inhalt", "Inhalt", "Inhalt"]


def test_a_backup_is_for_its_owner_only(backup):
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in backup.iterdir()}

    assert stat.S_IMODE(backup.stat().st_mode) == 0o700
    assert set(modes.values()) == {0o600}


def test_a_backup_says_what_it_is(backup):
    content = manifest(backup)

    assert set(content) >= {"made_at", "versions", "migrations", "counts", "files"}
    assert set(content["versions"]) == {"python", "django", "wagtail"}
    assert "accounts.0002_roles" in content["migrations"]


def test_a_backup_overwrites_nothing(site, backup):
    before = (backup / "manifest.json").read_bytes()

    refusal = site.manage("backup", backup)

    assert refusal.returncode == 1
    assert "überschreibt nichts" in refusal.stderr
    assert (backup / "manifest.json").read_bytes() == before


def test_a_site_with_data_is_not_replaced_by_accident(restored, backup):
    refusal = restored.manage("restore", backup)

    assert refusal.returncode == 1
    assert "Mit --force" in refusal.stderr


@pytest.fixture
def copy(backup, tmp_path):
    """A copy of the backup that may be spoilt."""
    folder = tmp_path / "kopie"
    folder.mkdir()
    for file in backup.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    return folder


@pytest.fixture(scope="module")
def empty_site(make_site):
    return make_site("empty")


def refusal_of(site, folder):
    """What the restore said, having touched nothing."""
    done = site.manage("restore", folder)
    assert done.returncode == 1
    tables = site.run(
        "import json; from django.db import connection;"
        "print(json.dumps(connection.introspection.table_names()))"
    )
    assert tables == []
    return done.stderr


def flip_a_byte(file):
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def test_a_changed_database_is_refused(empty_site, copy):
    [file] = copy.glob("database.*")
    flip_a_byte(file)

    assert f"Die Datei {file.name} wurde verändert" in refusal_of(empty_site, copy)


def test_a_changed_archive_of_files_is_refused(empty_site, copy):
    flip_a_byte(copy / "media.tar")

    assert "Die Datei media.tar wurde verändert" in refusal_of(empty_site, copy)


def test_a_missing_file_is_refused(empty_site, copy):
    (copy / "media.tar").unlink()

    assert "Die Datei media.tar fehlt" in refusal_of(empty_site, copy)


def test_a_backup_that_was_cut_short_is_refused(empty_site, copy):
    (copy / "manifest.json").unlink()

    assert "keine vollständige Sicherung" in refusal_of(empty_site, copy)


def test_a_backup_of_a_newer_version_is_refused(empty_site, copy):
    content = manifest(copy)
    content["migrations"].append("home.9999_from_the_future")
    (copy / "manifest.json").write_text(json.dumps(content))

    assert "neueren Fassung" in refusal_of(empty_site, copy)


def test_a_backup_of_another_kind_of_database_is_refused(empty_site, copy):
    content = manifest(copy)
    content["database"] = "oracle"
    (copy / "manifest.json").write_text(json.dumps(content))

    assert "stammt aus oracle" in refusal_of(empty_site, copy)


def test_only_files_are_taken_from_the_archive(backup):
    with tarfile.open(backup / "media.tar") as archive:
        assert all(entry.isfile() for entry in archive)
