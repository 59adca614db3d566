"""Which addresses there are, and one page of each kind."""

import re
from urllib.parse import urlsplit

from content.models import BasePage

# plan: every address that belongs to the public site so far
PUBLIC_ADDRESSES = [
    "/",
    "/mission/",
    "/schwerpunkte/",
    "/schwerpunkte/gesundheitsmodellregion/",
    "/schwerpunkte/energiemodellregion/",
    "/schwerpunkte/tourismus-und-lebenswerte-regionen/",
    "/schwerpunkte/mobilitaet-und-it/",
    "/schwerpunkte/kreislaufwirtschaft-und-biooekonomie/",
    "/fachnetzwerke/",
    "/fachnetzwerke/lausitz/",
    "/fachnetzwerke/mitteldeutschland/",
    "/fachnetzwerke/arbeitsweise/",
    "/fachnetzwerke/historie/",
    "/fachnetzwerke/lausitz/kreislaufwirtschaft-und-biooekonomie/",
    "/fachnetzwerke/lausitz/gesundheitsmodellregion/",
    "/fachnetzwerke/lausitz/energiemodellregion/",
    "/fachnetzwerke/lausitz/mobilitaet-und-it/",
    "/fachnetzwerke/lausitz/tourismus-und-lebenswerte-regionen/",
    "/fachnetzwerke/mitteldeutschland/kreislaufwirtschaft-und-biooekonomie/",
    "/fachnetzwerke/mitteldeutschland/gesundheitsmodellregion/",
    "/fachnetzwerke/mitteldeutschland/energiemodellregion/",
    "/fachnetzwerke/mitteldeutschland/mobilitaet/",
    "/fachnetzwerke/mitteldeutschland/it/",
    "/fachnetzwerke/mitteldeutschland/tourismus-und-lebenswerte-regionen/",
    "/wanderausstellung/",
    "/wanderausstellung/poster/1/",
    "/wanderausstellung/ausleihen/",
    "/wanderausstellung/termine/",
    "/wanderausstellung/leihbedingungen/",
    "/wanderausstellung/material/",
    "/wanderausstellung/aufbau/",
    "/projektidee/",
    "/projektidee/was-daraus-wurde/",
    "/kontakt/",
    "/suche/",
    "/glossar/",
    "/aktuelles/",
    "/leichte-sprache/",
    "/gebaerdensprache/",
    "/barrierefreiheit/",
    "/barriere-melden/",
    "/datenschutz/",
    "/impressum/",
    "/bildnachweis/",
    "/inhalt/",
    "/en/",
]
# Their issues have not come yet: they answer 404 and nothing links to them.
LATER_ADDRESSES = [
    "/hsb/",
    "/pl/",
    "/cs/",
]

_link = re.compile(r'<a\b[^>]*\bhref="([^"]*)"')


def one_address_of_each_kind() -> dict[str, str]:
    """The address of the first published page of each page type, by the type's name."""
    addresses: dict[str, str] = {}
    for page in BasePage.objects.live().order_by("path").specific():
        addresses.setdefault(type(page).__name__, page.url)
    return addresses


def own_links(html: str) -> set[str]:
    """The paths of this site that a document links to."""
    links = {link.replace("&amp;", "&") for link in _link.findall(html)}
    return {link for link in links if link.startswith("/") and not urlsplit(link).netloc}
