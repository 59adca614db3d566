"""What somebody gets who asks for the data about her: all that she sent."""

from collections.abc import Mapping
from typing import Any

from networks.ideas.models import ProjectIdea


def subject_data(idea: ProjectIdea) -> Mapping[str, Any]:
    """By German names, in the order of the form. No internal note, no vote, no name of the team."""
    return {
        "Titel": idea.title,
        "Vorhaben": idea.description,
        "Nutzen": idea.benefit,
        "Ort": idea.place,
        "Projektträger": idea.sponsor,
        "Revier": idea.where_in_words,
        "Schwerpunkt": str(idea.focus_area) if idea.focus_area_id else "",
        "Stand": idea.public_step.label,
        "Abgesendet am": idea.submitted_at,
        "Einwilligung": str(idea.consent) if idea.consent_id else "",
        "Eingewilligt am": idea.consented_at,
        "Darf öffentlich gezeigt werden": idea.may_be_shown,
        **{answer.asked: answer.text for answer in idea.answers.all()},
    }
