"""The papers of a day of advice: what is on the agenda, and room for notes. No contact is in it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.formats import date_format

from content.pdf import render
from networks.ideas.models import AdviceDay, AdviceRound, Criterion, ProjectIdea
from networks.ideas.states import AdviceStep
from submissions.kinds import Document

PDF = "application/pdf"


def dossier_of(day: AdviceDay, rounds: Iterable[AdviceRound]) -> Document:
    """The dossier with these rounds of the day, in their order. Equal data gives equal bytes."""
    steps = _steps()
    data = {
        "day": [day.date.year, day.date.month, day.date.day],
        "day_in_words": date_format(day.date, "l, j. F Y"),
        "place": day.place,
        "note": paragraphs(day.note),
        "items": [_item(number, each, steps) for number, each in enumerate(rounds, start=1)],
    }
    return Document(f"dossier-{day.date:%Y-%m-%d}.pdf", PDF, render("dossier", data))


def paragraphs(text: str) -> list[str]:
    """A text of several lines, line by line: the PDF knows no break inside a text."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _steps() -> list[dict[str, Any]]:
    active = list(Criterion.objects.filter(is_active=True))
    return [
        {
            "name": str(step.label),
            "criteria": [
                {"title": each.title, "help": each.help_text}
                for each in active
                if each.step == step
            ],
        }
        for step in AdviceStep
    ]


def _item(number: int, advice_round: AdviceRound, steps: list) -> Mapping[str, Any]:
    idea: ProjectIdea = advice_round.idea
    return {
        "number": str(number),
        "reference": idea.reference,
        "title": idea.title or "Ohne Titel",
        "round": str(advice_round.number) if advice_round.number > 1 else "",
        "focus_area": str(idea.focus_area) if idea.focus_area_id else "offen",
        "region": idea.where_in_words,
        "network": str(idea.network) if idea.network_id else "offen",
        "place": idea.place,
        "sponsor": idea.sponsor,
        "texts": [
            {"heading": heading, "paragraphs": paragraphs(text)}
            for heading, text in [
                ("Was vorgesehen ist", idea.description),
                ("Was besser werden soll", idea.benefit),
                *[(answer.asked, answer.text) for answer in idea.answers.all()],
            ]
            if text.strip()
        ],
        "files": [each.name for each in idea.attachments.all()],
        "steps": steps,
    }
