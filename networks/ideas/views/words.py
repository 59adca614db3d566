"""What was sent, label by label, as pages show it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from networks.ideas.models import ProjectIdea
from networks.ideas.views.steps import CONTACT, FILES, IDEA, Step


@dataclass(frozen=True)
class Said:
    """One answer; `field` is the one in which it was typed."""

    label: str
    value: str
    field: str


@dataclass(frozen=True)
class Part:
    """The answers of one step."""

    title: str
    step: Step
    answers: list[Said]


def parts_of(idea: ProjectIdea) -> list[Part]:
    """All that was said, step by step. Files stand elsewhere."""
    focus_area = str(idea.focus_area) if idea.focus_area_id else _("Das weiß ich noch nicht")
    region = str(idea.region) if idea.region_id else _(idea.get_where_display())
    return [
        Part(
            _("Ihre Idee"),
            IDEA,
            [
                Said(_("Titel der Projektidee"), idea.title, "title"),
                Said(_("Was haben Sie vor?"), idea.description, "description"),
                Said(_("Was soll dadurch besser werden?"), idea.benefit, "benefit"),
                Said(_("Wo soll es geschehen?"), idea.place, "place"),
                Said(_("Revier"), region, "where"),
                Said(_("Schwerpunkt"), focus_area, "focus_area"),
                Said(_("Projektträger"), idea.sponsor, "sponsor"),
            ],
        ),
        Part(
            _("Anlagen und Fragen"),
            FILES,
            [
                Said(answer.asked, answer.text, f"frage_{answer.question_id}")
                for answer in idea.answers.all()
            ],
        ),
        Part(
            _("Kontakt"),
            CONTACT,
            [
                Said(_("Ihr Name"), idea.contact_name, "contact_name"),
                Said(_("Ihre E-Mail-Adresse"), idea.contact_email, "contact_email"),
                Said(_("Telefon"), idea.contact_phone, "contact_phone"),
            ],
        ),
    ]
