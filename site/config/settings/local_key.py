"""A secret key for a machine that was given none (never used in production)."""

import os
import secrets
from pathlib import Path


def local_secret_key(folder: Path) -> str:
    """The key kept in `folder`, made at the first call, readable for its owner only."""
    file = folder / "secret-key.txt"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with open(file, "x", opener=_owner_only) as new:
            new.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return file.read_text()


def _owner_only(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
