"""The site in public. Refuses to start without the three things that it cannot guess."""

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import *  # noqa: F403
from config.settings.base import BASE_URL, env

NEEDED = ("SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL")
missing = [name for name in NEEDED if not env(name, default="")]
if missing:
    raise ImproperlyConfigured(
        f"Die Umgebungsvariable {' und '.join(missing)} fehlt: siehe docs/betrieb.md."
        if len(missing) == 1
        else f"Die Umgebungsvariablen {', '.join(missing)} fehlen: siehe docs/betrieb.md."
    )

DEBUG = False
SECURE_SSL_REDIRECT = BASE_URL.startswith("https://")
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$", r"^metrics$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
if env.int("TRUSTED_PROXY_COUNT", default=0):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# content.middleware sets X-Frame-Options itself: another value for editors than for the public.
SILENCED_SYSTEM_CHECKS = ["security.W002"]
