"""The environment: where the site stands and where it writes."""

from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parents[3]
env = environ.FileAwareEnv()
DATA_DIR = Path(env("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()
