"""Documents that say whether everybody can read them."""

from django.db import models
from django.utils.translation import gettext as _
from wagtail.documents.models import AbstractDocument, Document


class SiteDocument(AbstractDocument):
    """A file to download.

    BITV 2.0 holds for documents too: whoever publishes one says what is known of it.
    """

    class Accessibility(models.TextChoices):
        CHECKED = "checked", "Barrierefrei (geprüft)"
        NOT_ACCESSIBLE = "not_accessible", "Nicht barrierefrei"
        UNKNOWN = "unknown", "Nicht geprüft"

    accessibility = models.CharField(
        "Barrierefreiheit",
        max_length=20,
        choices=Accessibility,
        default=Accessibility.UNKNOWN,
        help_text="Steht neben jedem Verweis auf die Datei.",
    )
    is_placeholder = models.BooleanField(
        "Platzhalter",
        default=False,
        help_text="Die Datei muss ersetzt werden, bevor die Website öffentlich wird.",
    )

    admin_form_fields = (*Document.admin_form_fields, "accessibility", "is_placeholder")

    class Meta(AbstractDocument.Meta):
        verbose_name = "Dokument"
        verbose_name_plural = "Dokumente"

    def clean(self):
        """Wagtail checks the file's ending; while several are uploaded there is no file yet."""
        if self.file:
            super().clean()

    def save(self, *args, **kwargs):
        """A file knows its size from the first day, wherever it was made."""
        if self.file and self.file_size is None:
            self._set_document_file_metadata()
        super().save(*args, **kwargs)

    @property
    def kind(self) -> str:
        """The file's type as people name it: PDF, MP3."""
        return self.file_extension.upper()

    @property
    def accessibility_note(self) -> str:
        """What stands beside every link to the file."""
        return {
            self.Accessibility.CHECKED: _("barrierefrei geprüft"),
            self.Accessibility.NOT_ACCESSIBLE: _("nicht barrierefrei"),
            self.Accessibility.UNKNOWN: _("Barrierefreiheit nicht geprüft"),
        }[self.accessibility]
