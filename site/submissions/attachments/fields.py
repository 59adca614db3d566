"""The field for several files, and the form that never loses one."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from submissions.attachments.actions import attach, refuse_too_much, remove
from submissions.attachments.limits import limits_in_words
from submissions.attachments.upload_checks import ACCEPT, CheckedUpload, check_upload
from submissions.models import Attachment, Submission

REMOVE = "remove_attachment"  # the name of the buttons; their value is the row


class SeveralFiles(forms.FileInput):
    """One control for several files."""

    allow_multiple_selected = True

    def value_from_datadict(self, data, files, name):
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name, [])


class AttachmentsField(forms.FileField):
    """Several files. Its value is a list of what was sent; the form looks at each."""

    widget = SeveralFiles

    def __init__(self, **kwargs):
        super().__init__(**{"label": _("Anlagen"), "required": False} | kwargs)
        self.widget.attrs["accept"] = ACCEPT

    def clean(self, data, initial=None):
        files = [file for file in data or [] if file]
        if self.required and not files and not initial:
            raise ValidationError(self.error_messages["required"], code="required")
        return files


class FormWithAttachments(forms.Form):
    """A form to which files belong. `attached_to` is the submission that has some already.

    `keep_uploads` comes before `is_valid`: files that are in order are kept although another one,
    or another field, is not.
    """

    attachments = AttachmentsField()

    def __init__(self, *args, attached_to: Submission | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.attached_to = attached_to
        self.accepted: list[CheckedUpload] = []
        self.fields["attachments"].help_text = limits_in_words()

    @cached_property
    def attached(self) -> list[Attachment]:
        """The files that are there."""
        return list(self.attached_to.attachments.all()) if self.attached_to else []

    def clean_attachments(self) -> list[CheckedUpload]:
        """Each file by itself: what is refused stands at the field, the others are accepted."""
        files, size = len(self.attached), sum(each.size for each in self.attached)
        there = {each.sha256 for each in self.attached}
        problems: list[ValidationError] = []
        for file in self.cleaned_data["attachments"]:
            try:
                checked = check_upload(file)
                if checked.sha256 not in there:
                    refuse_too_much(checked, (files, size))
                    there.add(checked.sha256)
                    files, size = files + 1, size + checked.size
            except ValidationError as problem:
                problems.append(problem)
            else:
                self.accepted.append(checked)
        if problems:
            raise ValidationError(problems)
        return self.accepted

    def keep_uploads(self, submission: Submission, *, by=None) -> list[Attachment]:
        """Attach what is in order, whatever else is wrong; what cannot be kept stands at the field.

        The form then shows the files of `submission`.
        """
        _ = self.errors  # looks at everything, once
        kept = []
        for checked in self.accepted:
            try:
                kept.append(attach(submission, checked, by=by))
            except ValidationError as problem:
                self.add_error("attachments", problem)
        self.accepted = []
        self.attached_to = submission
        self.__dict__.pop("attached", None)
        return kept

    @property
    def chosen_for_removal(self) -> Attachment | None:
        """The file beside which „entfernen“ was pressed."""
        chosen: Any = self.data.get(REMOVE, "") if self.is_bound else ""
        return next((each for each in self.attached if str(each.pk) == chosen), None)

    @property
    def wants_removal(self) -> bool:
        """Whether the form was sent by a button „entfernen“."""
        return self.is_bound and REMOVE in self.data

    def remove_chosen(self, *, by=None) -> None:
        """Remove that file, if it is there still. Everything that was typed stays."""
        attachment = self.chosen_for_removal
        if attachment:
            remove(attachment, by=by)
            self.__dict__.pop("attached", None)
