"""The second step: files, and what the editors ask besides."""

from collections.abc import Iterable, Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from networks.ideas.forms.idea import UnfinishedForm
from networks.ideas.models import ExtraQuestion, ProjectIdea
from submissions.attachments import FormWithAttachments
from submissions.form_fields import LineField, TextField

Q = ExtraQuestion.Answered
YES, NO = "Ja", "Nein"  # stored as they were said
MANY = 6  # choices that stand below each other; more fold into a list
MISSING = _("Bitte beantworten Sie die Frage „%(question)s“.")


class QuestionFields(UnfinishedForm):
    """A field for each question of the editors."""

    def __init__(self, *args, questions: Iterable[ExtraQuestion], **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = list(questions)
        for question in self.questions:
            self.fields[name_of(question)] = field_for(question)

    @property
    def answers(self) -> Mapping[ExtraQuestion, str]:
        """What was answered; nothing where nothing was."""
        return {
            question: self.cleaned_data.get(name_of(question), "") for question in self.questions
        }

    @property
    def question_fields(self) -> list[forms.BoundField]:
        """The fields, in the editors' order."""
        return [self[name_of(question)] for question in self.questions]


class AttachmentsForm(FormWithAttachments, QuestionFields):
    """Files and questions on one page."""


def name_of(question: ExtraQuestion) -> str:
    """The name of a question's field."""
    return f"frage_{question.pk}"


def field_for(question: ExtraQuestion) -> forms.Field:
    """The field in which a question is answered."""
    missing = MISSING % {"question": question.label} if question.is_required else ""
    if question.answered == Q.LINE:
        return LineField(
            question.label, missing=missing, help_text=question.help_text, max_length=300
        )
    if question.answered == Q.TEXT:
        return TextField(
            question.label, missing=missing, help_text=question.help_text, max_length=5000
        )
    choices = [(each, each) for each in _options(question)]
    is_long = len(choices) > MANY
    return forms.ChoiceField(
        label=question.label,
        help_text=question.help_text,
        required=question.is_required,
        choices=[("", _("Bitte wählen")), *choices] if is_long else choices,
        widget=forms.Select if is_long else forms.RadioSelect,
        error_messages={
            "required": missing,
            "invalid_choice": _("Wählen Sie eine der genannten Antworten."),
        },
    )


def _options(question: ExtraQuestion) -> list[str]:
    return [YES, NO] if question.answered == Q.YES_NO else question.options


def answers_of(idea: ProjectIdea, questions: Iterable[ExtraQuestion]) -> dict[str, str]:
    """What the form shows of the answers that are there."""
    there = {each.question_id: each.text for each in idea.answers.all()}
    return {name_of(question): there.get(question.pk, "") for question in questions}
