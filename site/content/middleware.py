"""What every answer carries: its language and what a browser may load for it."""

from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.utils import translation
from django.utils.cache import patch_cache_control

PUBLIC_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " font-src 'self'; media-src 'self'; connect-src 'self'; form-action 'self';"
    " base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)
# Wagtail's editor holds inline scripts (date pickers, inline panels) and writes inline styles.
ADMIN_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline';"
    " img-src 'self' data: blob:; font-src 'self'; media-src 'self'; connect-src 'self';"
    " frame-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none';"
    " frame-ancestors 'self'"
)
SHARED_SECONDS = 60
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"


class SecurityPolicyMiddleware:
    """Say what the page may load, from where, and who may frame it.

    Public pages load nothing but this site's own files, and no inline script or style at all. The
    editor's pages, and public pages seen by somebody signed in (the editor's bar), get a wider one.
    Nothing behind it ever meets a NUL in an address, which no database takes.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\x00" in request.path_info:
            raise BadRequest("NUL in the address")
        if "%00" in request.META.get("QUERY_STRING", ""):
            _take_nul_out(request)
        response = self.get_response(request)
        is_editor = request.path_info.startswith("/admin/") or _is_signed_in(request)
        response.headers.setdefault(
            "Content-Security-Policy", ADMIN_POLICY if is_editor else PUBLIC_POLICY
        )
        response.headers.setdefault("X-Frame-Options", "SAMEORIGIN" if is_editor else "DENY")
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


def _take_nul_out(request) -> None:
    """Whoever searches for a word with a NUL in it searches for the word."""
    clean = QueryDict(mutable=True)
    for name, values in request.GET.lists():
        for value in values:
            clean.appendlist(name.replace("\x00", ""), value.replace("\x00", ""))
    request.META["QUERY_STRING"] = clean.urlencode()
    clean._mutable = False
    request.GET = clean


def _is_signed_in(request) -> bool:
    """Without a session cookie nobody is asked: the answer depends on no cookie then."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    user = getattr(request, "user", None)
    return user is not None and user.is_authenticated


class SharedCacheMiddleware:
    """Let caches between us and the public keep a page for a minute; browsers ask each time.

    Only what is the same for everybody: no session, no cookie set, nothing said otherwise. What
    an editor publishes is purged by Wagtail, what refers to it is fresh a minute later.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        is_for_all = (
            request.method in {"GET", "HEAD"}
            and response.status_code == HTTPStatus.OK
            and settings.SESSION_COOKIE_NAME not in request.COOKIES
            and not response.cookies
            and not request.path_info.startswith("/admin/")
        )
        if is_for_all and "Cache-Control" not in response.headers:
            patch_cache_control(response, public=True, max_age=0, s_maxage=SHARED_SECONDS)
        return response


class PathLanguageMiddleware:
    """The path alone decides the language: no cookie, no header; any cache may keep the page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
