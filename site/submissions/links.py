"""Links that open one submission to whoever got the mail. No account, nothing stored.

A token is computed from the site's secret, the reference and `Submission.link_key`, so a copy of
the database opens nothing. A new `link_key` ends all links that were sent before.
"""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from submissions.kinds import kind_of
from submissions.models import Submission
from submissions.references import new_link_key

SALT = "submissions.links"


def token_of(submission: Submission, secret: str | None = None) -> str:
    """The secret part of the link: 256 bits as 64 characters, capital ones, as logs mask them."""
    words = f"{submission.kind}:{submission.reference}:{submission.link_key}"
    return salted_hmac(SALT, words, secret=secret, algorithm="sha256").hexdigest().upper()


def link_to(submission: Submission, name: str = "") -> str:
    """The whole address for a mail; `name` is another URL pattern with the same two parts."""
    return settings.BASE_URL + path_to(submission, name)


def path_to(submission: Submission, name: str = "") -> str:
    """The address within the site."""
    return reverse(
        name or kind_of(submission).link_name,
        kwargs={"reference": submission.reference, "token": token_of(submission)},
    )


def opened_by(model: type[Submission], reference: str, token: str) -> Submission | None:
    """The submission behind a link; None when any part of it is wrong, foreign or over.

    An unknown reference costs the same time as a known one with a wrong token.
    """
    found = model._default_manager.filter(reference=reference).first()
    submission = found or model(reference=reference, link_key=new_link_key())
    expected = [token_of(submission, secret) for secret in _secrets()]
    is_right = sum(constant_time_compare(token, each) for each in expected)  # all, in any case
    if found is None or not is_right or found.forgotten_at:
        return None
    ends = kind_of(found).link_ends(found)
    return found if ends is None or timezone.now() < ends else None


def _secrets() -> list[str]:
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
