"""What the public types and reads, for tests of the forms and links."""

import re
import time
from unittest import mock

from submissions import form_token
from submissions.models import OutboxMail
from tests.exhibitions.bookings.factories import details

LENDING = "/wanderausstellung/ausleihen/"
TOUR = "/wanderausstellung/termine/"
LINK_AGAIN = "/wanderausstellung/ausleihen/link/"
MINUTE = 60


def token(age=MINUTE) -> str:
    """The mark of a form that was opened some seconds ago."""
    opened = time.time() - age
    with mock.patch("time.time", return_value=opened):
        return form_token.new_token()


def typed(**values) -> dict:
    """All that a request needs, as a browser sends it."""
    return (
        details()
        | {
            "first_day": "12.04.2027",
            "last_day": "23.04.2027",
            "terms": "on",
            "form_token": token(),
            "website": "",
        }
        | values
    )


def errors(response) -> dict[str, list[str]]:
    """What the form on a page says is wrong, field by field."""
    return {name: list(each) for name, each in response.context["form"].errors.items()}


def values_of(html: str) -> dict[str, str]:
    """What stands in the inputs of a page that a form would send, the buttons left out."""
    inputs = re.findall(r"<input\b([^>]*)>", html)
    attributes = [dict(re.findall(r'([\w-]+)="([^"]*)"', each)) for each in inputs]
    return {each["name"]: each.get("value", "") for each in attributes if "name" in each}


def buttons(html: str, name: str) -> list[str]:
    """The values of the buttons of this name."""
    found = re.findall(r"<button\b([^>]*)>", html)
    return [re.search(r'value="([^"]*)"', each)[1] for each in found if f'name="{name}"' in each]


def words(html: str) -> str:
    """What one reads on a page, in one line."""
    main = html.partition("<main")[2].partition("</main>")[0]
    text = re.sub(r"<[^>]+>", " ", main)
    return " ".join(text.replace("\u00ad", "").split())


def subjects() -> list[str]:
    """The occasions of all mails, in order."""
    return list(OutboxMail.objects.order_by("pk").values_list("key", flat=True))
