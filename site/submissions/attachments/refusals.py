"""Why a file is not taken, in the words of the form."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from submissions.attachments.limits import LARGEST_FILE, LARGEST_SUM, MEGABYTE, MOST_FILES

WORDS = {
    "empty": _("„%(name)s“ ist leer. Bitte wählen Sie die Datei noch einmal aus."),
    "too_large": _(
        "„%(name)s“ ist größer als %(largest_file)s MB. Bitte verkleinern Sie die Datei, oder"
        " teilen Sie sie auf."
    ),
    "too_much": _(
        "„%(name)s“ passt nicht mehr dazu: Alle Dateien zusammen dürfen %(largest_sum)s MB groß"
        " sein. Bitte entfernen oder verkleinern Sie eine."
    ),
    "too_many": _(
        "„%(name)s“ ist eine Datei zu viel: Möglich sind %(most_files)s. Bitte entfernen Sie eine"
        " andere, oder fassen Sie mehrere in einem PDF zusammen."
    ),
    "kind": _(
        "„%(name)s“ nehmen wir in diesem Format nicht an. Möglich sind PDF, JPEG, PNG, WebP, DOCX,"
        " XLSX, PPTX, ODT, ODS, ODP, TXT und CSV. Am einfachsten ist ein PDF."
    ),
    "content": _(
        "„%(name)s“ ist nicht das, was die Endung sagt. Bitte öffnen Sie die Datei in ihrem"
        " Programm, und speichern Sie sie neu, am besten als PDF."
    ),
    "mixed": _(
        "„%(name)s“ enthält neben dem Dokument noch andere Daten. Bitte speichern Sie sie neu, am"
        " besten als PDF."
    ),
    "damaged": _(
        "„%(name)s“ lässt sich nicht lesen, vermutlich ist die Datei beschädigt. Bitte speichern"
        " Sie sie neu, und wählen Sie sie noch einmal aus."
    ),
    "active": _(
        "„%(name)s“ enthält Makros, Programme oder eingebettete Dateien. Bitte speichern Sie das"
        " Dokument ohne sie, am besten als PDF."
    ),
    "encrypted": _(
        "„%(name)s“ ist mit einem Passwort oder gegen Änderungen geschützt. Bitte speichern Sie die"
        " Datei ohne Schutz."
    ),
    "bomb": _(
        "„%(name)s“ wird beim Öffnen ungewöhnlich groß. Bitte speichern Sie das Dokument als PDF,"
        " oder teilen Sie es auf."
    ),
    "too_many_pixels": _(
        "„%(name)s“ hat zu viele Bildpunkte. Bitte verkleinern Sie das Bild, oder speichern Sie es"
        " als PDF."
    ),
    "encoding": _(
        "„%(name)s“ ist kein Text in UTF-8. Bitte speichern Sie ihn so (in Excel: „CSV UTF-8“),"
        " oder als PDF."
    ),
    "formulas": _(
        "„%(name)s“ enthält Formeln. Bitte speichern Sie nur die Werte, oder senden Sie die Tabelle"
        " als XLSX oder ODS."
    ),
    "not_stored": _(
        "„%(name)s“ konnte gerade nicht gespeichert werden. Bitte versuchen Sie es noch einmal."
        " Ihre übrigen Angaben sind noch da."
    ),
}


class Refused(ValueError):
    """A look into a file has found a reason: a key of WORDS."""

    def __init__(self, code: str):
        self.code = code
        super().__init__(code)


def refusal(code: str, name: str) -> ValidationError:
    """What the form says about the file that people call `name`."""
    values = {
        "name": name,
        "largest_file": LARGEST_FILE // MEGABYTE,
        "largest_sum": LARGEST_SUM // MEGABYTE,
        "most_files": MOST_FILES,
    }
    return ValidationError(WORDS[code], code=code, params=values)
