"""Numbers by which people name what they sent in, and keys that open it."""

import secrets

CONSONANTS = "BCDFGHJKLMNPQRSTVWXZ"  # without vowels no word comes out
DIGITS = "23456789"  # without 0 and 1, which look like letters
PATTERN = "CDCCDCCD"  # 20⁵ · 8³: 1.6 thousand million


def new_reference() -> str:
    """A Vorgangsnummer that nobody can guess from another one, such as `K7MT4RX9`."""
    return "".join(secrets.choice(CONSONANTS if kind == "C" else DIGITS) for kind in PATTERN)


def new_link_key() -> str:
    """What the links to one submission are made from; nobody ever sees it."""
    return secrets.token_hex(16)
