"""The files that people uploaded, from and to whatever store the site uses."""

import tarfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from django.core.files import File
from django.core.files.storage import default_storage

from operations.backup.manifest import NotUsable

PASSING = {"readyz"}  # folders whose files live for a moment


def stored_files(folder: str = "") -> Iterator[str]:
    """The name of every file in the store."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(files):
        yield f"{folder}{name}"
    for name in sorted(folders):
        if folder or name not in PASSING:
            yield from stored_files(f"{folder}{name}/")


def save_media(file: Path) -> int:
    """Write all files into a tar archive; answers how many."""
    count = 0
    with tarfile.open(file, "w") as archive:
        for name in stored_files():
            try:
                content = default_storage.open(name)
            except FileNotFoundError:
                continue  # deleted since it was listed
            with content:
                entry = tarfile.TarInfo(name)
                entry.size = content.size
                entry.mtime = int(default_storage.get_modified_time(name).timestamp())
                archive.addfile(entry, content)
            count += 1
    return count


def restore_media(file: Path) -> None:
    """Put all files of the archive into the store, in place of what it holds."""
    with tarfile.open(file) as archive:
        entries = [entry for entry in archive if entry.isfile()]
        for entry in entries:
            if ".." in PurePosixPath(entry.name).parts or entry.name.startswith("/"):
                raise NotUsable(f"Die Sicherung enthält einen unerlaubten Namen: {entry.name}")
        for name in list(stored_files()):
            default_storage.delete(name)
        for entry in entries:
            default_storage.save(entry.name, File(archive.extractfile(entry), name=entry.name))
