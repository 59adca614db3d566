"""Ideas as one kind of what comes in, their mails, and what is due by itself."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from content.forms_registry import register_form
from networks.ideas import facets, mail_texts, periods
from networks.ideas.audit_actions import ACTIONS
from networks.ideas.models import KIND, ProjectIdea
from networks.ideas.states import IdeaState
from submissions.audit import register_audit_actions
from submissions.due_jobs import register_due_job
from submissions.kinds import Kind, Row, register_kind

EXPORT_COLUMNS = (
    ("Schwerpunkt", lambda idea: str(idea.focus_area or "offen")),
    ("Revier", lambda idea: idea.where_in_words),
    ("Fachnetzwerk", lambda idea: str(idea.network or "offen")),
    ("Ort", lambda idea: idea.place),
    ("Abgesendet am", lambda idea: idea.submitted_at),
    ("In diesem Stand seit", lambda idea: idea.state_since),
)


def register() -> None:
    """Tell the submissions about ideas."""
    from networks.ideas import actions, links
    from networks.ideas.policy import IdeaPolicy
    from networks.ideas.subject_data import subject_data

    mail_texts.register()
    register_audit_actions(ACTIONS)
    register_kind(
        Kind(
            key=KIND,
            label="Projektidee",
            model="ideas.ProjectIdea",
            link_name="idea_status",
            link_ends=link_ends,
            mail_links={"idea.draft": links.draft_link, "idea.contents": links.contents_link},
            row=row,
            related=("focus_area", "region", "network"),
            forget=actions.forget_idea,
            policy=IdeaPolicy,
            search_words=search_words,
            kept=periods.kept,
            subject_data=subject_data,
            release=actions.release_suspect,
            reject=actions.reject_suspect,
            waiting=lambda: ProjectIdea.objects.filter(state=IdeaState.QUESTION),
            export_columns=EXPORT_COLUMNS,
        )
    )
    facets.register()
    register_due_job("ideas.drafts", actions.reap_drafts)
    register_form(KIND, label="Projektidee einreichen", template="ideas/blocks/idea.html")


def link_ends(idea: ProjectIdea) -> datetime:
    """The links open as long as the idea is worked on, and some time after."""
    if idea.state == IdeaState.DRAFT:
        return timezone.make_aware(
            datetime.combine(idea.forget_on + timedelta(days=1), datetime.min.time())
        )
    since = idea.state_since or idea.created_at
    return since + timedelta(days=periods.STATUS_LINK_DAYS)


def row(idea: ProjectIdea) -> Row:
    """How an idea stands in a list of all that came in."""
    focus_area = str(idea.focus_area) if idea.focus_area_id else "Schwerpunkt offen"
    network = str(idea.network) if idea.network_id else "Zuordnung offen"
    return Row(
        title=idea.title or "Projektidee",
        note=f"{focus_area}, {idea.where_in_words} · {network}",
        url=reverse("ideas:detail", args=[idea.pk]),
        state=idea.get_state_display(),
    )


def search_words(idea: ProjectIdea) -> str:
    """What a search in the inbox looks at."""
    answers = " ".join(idea.answers.values_list("text", flat=True))
    return " ".join([idea.title, idea.description, idea.benefit, idea.place, idea.sponsor, answers])
