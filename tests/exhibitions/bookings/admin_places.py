"""Where the pages of the admin about loans are, and who may open them."""

from django.urls import reverse

MANAGER, CASE_WORKER, CHIEF, ADMINISTRATION = (
    "Ausstellungsleitung",
    "Sachbearbeitung",
    "Chefredaktion",
    "Administration",
)
MANAGERS = {MANAGER, ADMINISTRATION}
CHANGERS = {*MANAGERS, CASE_WORKER}
VIEWERS = {*CHANGERS, CHIEF}


def step_url(name: str, booking) -> str:
    return reverse(f"bookings:{name}", args=[booking.pk])


def opens(client, path: str) -> bool:
    """Whether the page itself comes; who may not is sent back to the first page."""
    answer = client.get(path, follow=True)
    return answer.status_code == 200 and answer.request["PATH_INFO"].startswith(
        path.partition("?")[0]
    )


def said(response) -> list[str]:
    """The messages that the next page shows."""
    return [str(message).strip() for message in response.context["messages"]]
