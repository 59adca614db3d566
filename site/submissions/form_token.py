"""A signed mark in every form of the public: when it was opened, and which sending this is."""

import uuid

from django.core import signing

SALT = "submissions.form"
LONGEST = 24 * 60 * 60  # seconds that a form may stay open
SHORTEST = 2  # seconds; nobody fills in a form faster


class TokenProblem(ValueError):
    """The form was not opened here, too long ago or a moment ago."""


class TooFast(TokenProblem):
    """The form came back within `SHORTEST` seconds. `key` is its key all the same."""

    def __init__(self, key: str):
        super().__init__()
        self.key = key


def new_token() -> str:
    """The mark of a form that is shown now."""
    return signing.TimestampSigner(salt=SALT).sign(uuid.uuid4().hex)


def key_of(token: str) -> str:
    """The key by which a form sent twice is known. Raises TokenProblem."""
    signer = signing.TimestampSigner(salt=SALT)
    try:
        key = signer.unsign(token, max_age=LONGEST)
    except signing.BadSignature as problem:
        raise TokenProblem from problem
    try:
        signer.unsign(token, max_age=SHORTEST)
    except signing.SignatureExpired:
        return key
    raise TooFast(key)
