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
STAMP = 8  # characters of a passing token that say when it was made


def token_of(submission: Submission, secret: str | None = None, purpose: str = "") -> str:
    """The secret part of the link: 256 bits as 64 characters, capital ones, as logs mask them.

    A token for one `purpose` opens nothing else.
    """
    words = f"{submission.kind}:{submission.reference}:{submission.link_key}"
    if purpose:
        words += f":{purpose}"
    return salted_hmac(SALT, words, secret=secret, algorithm="sha256").hexdigest().upper()


def link_to(submission: Submission, name: str = "", *, purpose: str = "") -> str:
    """The whole address for a mail; `name` is another URL pattern with the same two parts."""
    return settings.BASE_URL + path_to(submission, name, purpose=purpose)


def path_to(submission: Submission, name: str = "", *, purpose: str = "", token: str = "") -> str:
    """The address within the site."""
    return reverse(
        name or kind_of(submission).link_name,
        kwargs={
            "reference": submission.reference,
            "token": token or token_of(submission, purpose=purpose),
        },
    )


def opened_by(
    model: type[Submission], reference: str, token: str, *, purpose: str = ""
) -> Submission | None:
    """The submission behind a link; None when any part of it is wrong, foreign or over.

    An unknown reference costs the same time as a known one with a wrong token.
    """
    asked = reference.replace("\0", " ")  # which PostgreSQL takes in no text
    found = model._default_manager.filter(reference=asked).first()
    submission = found or model(reference=reference, link_key=new_link_key())
    expected = [token_of(submission, secret, purpose) for secret in _secrets()]
    is_right = sum(constant_time_compare(token, each) for each in expected)  # all, in any case
    if found is None or not is_right or found.forgotten_at:
        return None
    ends = kind_of(found).link_ends(found)
    return found if ends is None or timezone.now() < ends else None


# --- Tokens that end by themselves -------------------------------------------------------------
def passing_token(submission: Submission, purpose: str) -> str:
    """A token that tells when it was made; whoever asks for it says how long it opens."""
    made = f"{int(timezone.now().timestamp()):08X}"
    return made + token_of(submission, purpose=f"{purpose}:{made}")


def opened_in_time(
    model: type[Submission], reference: str, token: str, *, purpose: str, seconds: int
) -> Submission | None:
    """The submission behind a passing token; None also when it is older than `seconds`."""
    made, rest = token[:STAMP], token[STAMP:]
    try:
        age = timezone.now().timestamp() - int(made, 16)
    except ValueError:
        age = seconds + 1
    found = opened_by(model, reference, rest, purpose=f"{purpose}:{made}")
    return found if age + 1 >= 0 and age <= seconds else None


def _secrets() -> list[str]:
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
