"""Signs that somebody who votes may have an interest of her own. A hint, never a verdict."""

from networks.ideas.models import Membership, ProjectIdea

# Everybody has an address there: it says nothing.
MAILBOXES = frozenset(
    [
        "aol.com",
        "arcor.de",
        "freenet.de",
        "gmail.com",
        "gmx.de",
        "gmx.net",
        "googlemail.com",
        "hotmail.com",
        "icloud.com",
        "mail.de",
        "mailbox.org",
        "me.com",
        "outlook.com",
        "outlook.de",
        "posteo.de",
        "t-online.de",
        "web.de",
        "yahoo.com",
        "yahoo.de",
    ]
)
SHORTEST_NAME = 4  # letters by which an organisation is recognised

SPONSOR_IS_HERS = "Der Projektträger der Idee scheint Ihre Stelle zu sein."
SENDER_IS_HERS = "Die Idee kam von einer E-Mail-Adresse Ihrer Stelle."


def signs_of_interest(user, idea: ProjectIdea) -> list[str]:
    """What to warn of before the first vote. None of it says what the sender typed."""
    organisations = Membership.objects.filter(user=user).values_list("organisation", flat=True)
    sponsor = _letters(idea.sponsor)
    own_domain, senders_domain = _domain(user.email), _domain(idea.contact_email)
    signs = []
    if any(_same(_letters(each), sponsor) for each in organisations) or _same(
        _letters(own_domain.rpartition(".")[0]), sponsor
    ):
        signs.append(SPONSOR_IS_HERS)
    if _related(own_domain, senders_domain):
        signs.append(SENDER_IS_HERS)
    return signs


def _letters(text: str) -> str:
    folded = text.casefold()
    for letter, spelt in {"ä": "ae", "ö": "oe", "ü": "ue"}.items():
        folded = folded.replace(letter, spelt)
    return "".join(filter(str.isalnum, folded))


def _same(one: str, other: str) -> bool:
    """Whether one name holds the other: "Stadtwerke Musterstadt" and "… GmbH"."""
    shorter, longer = sorted([one, other], key=len)
    return len(shorter) >= SHORTEST_NAME and shorter in longer


def _domain(address: str) -> str:
    domain = address.rpartition("@")[2].strip().lower()
    return "" if domain in MAILBOXES else domain


def _related(one: str, other: str) -> bool:
    if not one or not other:
        return False
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")
