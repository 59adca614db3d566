"""What guards a form that anybody may send: no captcha, no cookie, no third party."""

import hashlib
import json
from functools import wraps
from urllib.parse import urlsplit

from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from submissions.form_token import TokenProblem, TooFast, key_of, new_token

OPENED_ELSEWHERE = _(
    "Das Formular war zu lange offen. Ihre Angaben sind noch da: Bitte senden Sie noch einmal ab."
)
SENT_TOO_FAST = _(
    "Das ging sehr schnell. Bitte sehen Sie Ihre Angaben kurz durch und senden Sie noch einmal ab."
)
TRAPPED = _("Bitte lassen Sie das Feld „Website“ leer und senden Sie noch einmal ab.")
HONEYPOT, TOO_FAST = "honeypot", "too_fast"  # what `GuardedForm.suspicion` says
FAST_AGAIN_WITHIN = 60 * 60  # seconds
_not_content = {"form_token", "website"}


class GuardedForm(forms.Form):
    """A form with a signed mark and a field that only robots fill in.

    Whatever is wrong with the guards is said above the form; what was typed stays.

    A form that `keeps_suspects` is valid although a robot may have filled it in: `suspicion` then
    says why (HONEYPOT, TOO_FAST), and whoever takes it stores it for a person to look at, sends no
    mail, and shows the receipt as usual. Only who is too fast for the first time is asked to send
    again; the view says by `visitor` whose times are counted, without it each mark has its own.
    """

    keeps_suspects = False
    suspicion = ""
    visitor = ""

    form_token = forms.CharField(
        widget=forms.HiddenInput, initial=new_token, required=False, max_length=200
    )
    website = forms.CharField(label=_("Website"), required=False, max_length=200)
    key = ""  # of a valid form: the same when it is sent twice

    def clean(self):
        cleaned = super().clean()
        try:
            self.key = key_of(self.cleaned_data.get("form_token", ""))
        except TooFast as problem:
            if self.keeps_suspects and self._was_too_fast_before(problem.key):
                self.key, self.suspicion = problem.key, TOO_FAST
            else:
                self.add_error(None, ValidationError(SENT_TOO_FAST, code="too_fast"))
        except TokenProblem:
            self.data = self.data.copy()
            self.data[self.add_prefix("form_token")] = new_token()
            self.add_error(None, ValidationError(OPENED_ELSEWHERE, code="token"))
        if self.cleaned_data.get("website"):
            if self.keeps_suspects:
                self.suspicion = HONEYPOT
            else:
                self.add_error(None, ValidationError(TRAPPED, code="honeypot"))
        return cleaned

    def _was_too_fast_before(self, key: str) -> bool:
        return count("too-fast", self.visitor or key, seconds=FAST_AGAIN_WITHIN) > 1

    def renew_token(self) -> None:
        """The next sending of this form is a new one."""
        self.data = self.data.copy()
        self.data[self.add_prefix("form_token")] = new_token()

    @property
    def content_digest(self) -> str:
        """Tells a form sent twice from another one with the same key."""
        content = {
            name: str(value)
            for name, value in sorted(self.cleaned_data.items())
            if name not in _not_content
        }
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()

    @property
    def visible_content(self) -> list[forms.BoundField]:
        """The fields that people see."""
        return [field for field in self.visible_fields() if field.name not in _not_content]


def public_form(view):
    """A view that takes forms from anybody: without a session there is none to steal.

    In place of Django's token, which needs a cookie, the browser's own word on where the form
    came from is believed; a form of another site is refused.
    """

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method == "POST" and comes_from_elsewhere(request):
            return render(request, "form_from_elsewhere.html", status=403)
        return view(request, *args, **kwargs)

    return guarded


def comes_from_elsewhere(request: HttpRequest) -> bool:
    """Whether a browser says that another site sent this form. Old ones say nothing."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    if origin in {None, "null"}:  # what they say of a page with `Referrer-Policy: no-referrer`
        return False
    return urlsplit(origin).netloc != request.get_host()


def count(what: str, of: str, *, seconds: int) -> int:
    """How often `what` has happened to `of` lately, this time included.

    Counted in the cache for `seconds`; who it was stands there as a digest only. Without a cache
    nobody is counted: forms keep working.
    """
    key = f"count-{what}-{hashlib.sha256(of.encode()).hexdigest()}"
    try:
        if cache.add(key, 1, timeout=seconds):
            return 1
        return cache.incr(key)
    except Exception:  # ended just now, or no cache: each backend has errors of its own
        return 1


def counted(what: str, of: str) -> int:
    """How often `count` has counted that."""
    try:
        return cache.get(f"count-{what}-{hashlib.sha256(of.encode()).hexdigest()}", 0)
    except Exception:
        return 0
