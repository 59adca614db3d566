"""The four steps of the form, and what is still missing in them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.fixed_pages import published_page
from networks.ideas.links import draft_path
from networks.ideas.models import ExtraQuestion, ProjectIdea, ProjectIdeaPage


@dataclass(frozen=True)
class Step:
    """A page of the form by the name of its address."""

    name: str
    label: str | Promise


IDEA = Step("idea_draft_idea", gettext_lazy("Idee"))
FILES = Step("idea_draft_attachments", gettext_lazy("Anlagen"))
CONTACT = Step("idea_draft_contact", gettext_lazy("Kontakt"))
CHECK = Step("idea_draft_check", gettext_lazy("Prüfen"))
STEPS = (IDEA, FILES, CONTACT, CHECK)


@dataclass(frozen=True)
class Missing:
    """Something to be said before the idea can be sent, and where."""

    text: str
    step: Step
    field: str
    address: str


def questions() -> list[ExtraQuestion]:
    """What the editors ask besides, as the published page says now."""
    page = published_page(ProjectIdeaPage)
    return list(page.questions.all()) if page else []


def missing_in(idea: ProjectIdea, asked: list[ExtraQuestion]) -> list[Missing]:
    """What is still missing, in the order of the form."""
    answered = {each.question_id for each in idea.answers.all() if each.text}
    gaps = [
        (not idea.title, _("Der Titel der Projektidee fehlt."), IDEA, "title"),
        (not idea.description, _("Die Beschreibung fehlt."), IDEA, "description"),
        *(
            (
                question.is_required and question.pk not in answered,
                _("Die Antwort auf „%(question)s“ fehlt.") % {"question": question.label},
                FILES,
                f"frage_{question.pk}",
            )
            for question in asked
        ),
        (not idea.contact_name, _("Ihr Name fehlt."), CONTACT, "contact_name"),
        (not idea.contact_email, _("Ihre E-Mail-Adresse fehlt."), CONTACT, "contact_email"),
    ]
    return [
        Missing(text, step, field, f"{draft_path(idea, step.name)}?pruefen#id_{field}")
        for is_missing, text, step, field in gaps
        if is_missing
    ]


def first_open(idea: ProjectIdea, asked: list[ExtraQuestion]) -> Step:
    """Where who comes back goes on."""
    gaps = [each.step for each in missing_in(idea, asked)]
    if not gaps:
        return CHECK
    was_at_files = idea.answers.exists() or idea.attachments.exists()
    if gaps[0] == CONTACT and not was_at_files and not idea.contact_name:
        return FILES
    return gaps[0]
