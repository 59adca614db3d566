"""Answers that the views share: redirects, closed links, what was typed and must not be lost."""

from collections.abc import Iterable

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from networks.ideas.models import IdeaRules

INVALID, CONFLICT, TOO_MANY, NOT_FOUND, DONE = 422, 409, 429, 404, 303


def go_to(address: str) -> HttpResponse:
    """After something was done: a page that may be reloaded."""
    response = HttpResponseRedirect(address)
    response.status_code = DONE
    return response


def closed_link(request: HttpRequest) -> HttpResponse:
    """Wrong, foreign or over: the way to a new one. What was typed stands there to be copied."""
    values = {"kept": kept_of_post(request), "phone": IdeaRules.load().phone}
    return render(request, "ideas/link_closed.html", values, status=NOT_FOUND)


def kept_of_post(request: HttpRequest) -> list[tuple[str, str]]:
    """The texts that came with a form which nobody takes any more."""
    labels = {
        "title": _("Titel der Projektidee"),
        "description": _("Was haben Sie vor?"),
        "benefit": _("Was soll dadurch besser werden?"),
        "place": _("Wo soll es geschehen?"),
        "sponsor": _("Projektträger"),
        "text": _("Ihre Nachricht"),
    }
    typed = request.POST if request.method == "POST" else {}
    return [(label, typed[name]) for name, label in labels.items() if typed.get(name, "").strip()]


def kept_of(fields: Iterable[forms.BoundField]) -> list[tuple[str, str]]:
    """The same of a form: what stands in its fields."""
    pairs = [(str(field.label), field.value()) for field in fields]
    return [(label, value) for label, value in pairs if isinstance(value, str) and value.strip()]


def address(name: str, reference: str, token: str) -> str:
    """One of the addresses behind a link."""
    return reverse(name, kwargs={"reference": reference, "token": token})
