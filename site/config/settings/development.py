"""The site as `script/server` shows it: as the public will see it, on this machine only."""

from config.settings.base import *  # noqa: F403
from config.settings.base import DATA_DIR, env
from config.settings.local_key import local_secret_key

SECRET_KEY = env("SECRET_KEY", default="") or local_secret_key(DATA_DIR)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]", "testserver"])
DEBUG = env.bool("DEBUG", default=False)
