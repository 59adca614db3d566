"""What people type and read who hand in an idea, for tests of the form and of the links."""

import re
import time
from io import StringIO
from unittest import mock
from urllib.parse import urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from networks.ideas.links import draft_path
from networks.ideas.models import ProjectIdea
from submissions import form_token
from submissions.links import passing_token, path_to
from submissions.models import OutboxMail

FORM = "/projektidee/"
LINK_AGAIN = "/projektidee/link/"
MINUTE = 60


def token(age=MINUTE) -> str:
    """The mark of a form that was opened some seconds ago."""
    opened = time.time() - age
    with mock.patch("time.time", return_value=opened):
        return form_token.new_token()


def first_step(**values) -> dict:
    """The first page of the form as a browser sends it."""
    return {
        "title": "Beispiel-Idee: Speicher im alten Kesselhaus",
        "description": "Ein Wärmespeicher im stillgelegten Kesselhaus.",
        "benefit": "",
        "place": "Musterstadt",
        "where": "lausitz",
        "focus_area": "energiemodellregion",
        "sponsor": "Beispiel-Stadtwerke Musterstadt",
        "form_token": token(),
        "website": "",
    } | values


def contact(**values) -> dict:
    """The third page."""
    return {
        "contact_name": "Erika Beispiel",
        "contact_email": "erika@stadtwerke.example",
        "contact_phone": "",
    } | values


def sending(**values) -> dict:
    """The last page."""
    from networks.ideas.models import ConsentText

    current = ConsentText.current()
    return {
        "consent": "on",
        "consent_version": str(current.version) if current else "",
        "form_token": token(),
        "website": "",
    } | values


def begun(client: Client, **values) -> ProjectIdea:
    """A draft whose first page was sent."""
    answer = client.post(FORM, first_step(**values))
    assert answer.status_code == 303, errors(answer)
    return ProjectIdea.objects.get(reference=answer["Location"].split("/")[3])


def complete(client: Client, **values) -> ProjectIdea:
    """A draft to which nothing is missing."""
    idea = begun(client, **values)
    assert client.post(draft_path(idea, "idea_draft_attachments"), {}).status_code == 303
    assert client.post(draft_path(idea, "idea_draft_contact"), contact()).status_code == 303
    idea.refresh_from_db()
    return idea


def sent(client: Client, **values) -> ProjectIdea:
    """An idea that was handed in by the form."""
    idea = complete(client, **values)
    assert client.post(draft_path(idea, "idea_draft_check"), sending()).status_code == 303
    idea.refresh_from_db()
    return idea


def contents_path(idea: ProjectIdea, name: str = "idea_contents") -> str:
    """A fresh link to what was sent."""
    return path_to(idea, name, token=passing_token(idea, "contents"))


def text_file(name="skizze.txt", content=b"Eine Skizze") -> SimpleUploadedFile:
    """A file that is in order."""
    return SimpleUploadedFile(name, content, content_type="text/plain")


def errors(response) -> dict[str, list[str]]:
    """What the form on a page says is wrong, field by field."""
    return {name: list(each) for name, each in response.context["form"].errors.items()}


def values_of(html: str) -> dict[str, str]:
    """What stands in the inputs of a page."""
    inputs = re.findall(r"<input\b([^>]*)>", html)
    attributes = [dict(re.findall(r'([\w-]+)="([^"]*)"', each)) for each in inputs]
    return {each["name"]: each.get("value", "") for each in attributes if "name" in each}


def words(html: str) -> str:
    """What one reads on a page, in one line."""
    main = html.partition("<main")[2].partition("</main>")[0]
    text = re.sub(r"<[^>]+>", " ", main)
    return " ".join(text.replace("\u00ad", "").replace("&nbsp;", " ").split())


def own_paths(html: str) -> set[str]:
    """The addresses behind keys to which a page leads."""
    links = re.findall(r'(?:href|action)="([^"]*)"', html)
    return {urlsplit(link).path for link in links if link.startswith("/vorgang/idee/")}


def mails() -> list[str]:
    """The occasions of all mails, in order."""
    return list(OutboxMail.objects.order_by("pk").values_list("key", flat=True))


def dump() -> str:
    """All that is stored."""
    output = StringIO()
    call_command("dumpdata", exclude=["wagtailsearch", "contenttypes", "auth"], stdout=output)
    return output.getvalue()
