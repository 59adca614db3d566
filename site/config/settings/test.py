"""The site under test: nothing is written outside a folder of the run's own."""

import os
import tempfile

os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="missionsachsen-test-")

from config.settings.base import *  # noqa: F403
from config.settings.base import DATABASES, STORAGES

SECRET_KEY = "only-for-tests-" + "x" * 50
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
DATABASES["default"]["CONN_MAX_AGE"] = 0
AXES_ENABLED = True
WHITENOISE_AUTOREFRESH = True
