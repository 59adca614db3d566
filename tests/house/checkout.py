"""The files of the repository, as git sees them: neither what is ignored nor what is installed."""

import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def files(pattern="*"):
    """Every file of the repository whose path matches, relative to its root."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    paths = [Path(name) for name in listed.split("\0") if name]
    return [path for path in paths if path.match(pattern) and (ROOT / path).is_file()]


def read(path):
    return (ROOT / path).read_text(encoding="utf-8")


def pyproject():
    return tomllib.loads(read("pyproject.toml"))
