"""What every answer carries: its language and what a browser may load for it."""

from django.conf import settings
from django.core.exceptions import BadRequest
from django.utils import translation

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
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"


class SecurityPolicyMiddleware:
    """Say what the page may load, from where, and who may frame it.

    Public pages load nothing but this site's own files, and no inline script or style at all. The
    editor's pages, and public pages seen by somebody signed in (the editor's bar), get a wider one.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\x00" in request.path_info:
            raise BadRequest("NUL in the address")
        response = self.get_response(request)
        is_editor = (
            request.path_info.startswith("/admin/")
            or settings.SESSION_COOKIE_NAME in request.COOKIES
        )
        response.headers.setdefault(
            "Content-Security-Policy", ADMIN_POLICY if is_editor else PUBLIC_POLICY
        )
        response.headers.setdefault("X-Frame-Options", "SAMEORIGIN" if is_editor else "DENY")
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
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
