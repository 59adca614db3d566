"""What Wagtail has no German for, we have."""

import gettext
import subprocess
from pathlib import Path

import pytest
import wagtail
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as translated

CATALOGUE = settings.LOCALE_PATHS[0] / "de/LC_MESSAGES/django.po"
WAGTAIL = Path(wagtail.__file__).parent


def compiled(po, folder) -> dict[str, str]:
    """The messages of a .po file, by msgfmt: untranslated ones are left out."""
    mo = folder / "compiled.mo"
    subprocess.run(["msgfmt", "--output-file", str(mo), str(po)], check=True, capture_output=True)
    return read(mo)


def read(mo) -> dict[str, str]:
    with mo.open("rb") as file:
        return {
            message[0] if isinstance(message, tuple) else message: text
            for message, text in gettext.GNUTranslations(file)._catalog.items()
            if message
        }


def test_the_compiled_file_is_that_of_the_source(tmp_path):
    assert read(CATALOGUE.with_suffix(".mo")) == compiled(CATALOGUE, tmp_path)


def test_every_sentence_of_wagtails_editor_is_german(tmp_path):
    ours = compiled(CATALOGUE, tmp_path)
    untranslated = {}
    for english in WAGTAIL.glob("admin/locale/en/LC_MESSAGES/django.po"):
        german = compiled(Path(str(english).replace("/en/", "/de/")), tmp_path)
        everything = messages(english, tmp_path)
        untranslated[english.parts[-5]] = everything - german.keys() - ours.keys()

    assert untranslated == {"admin": set()}


def messages(po, folder) -> set[str]:
    """Every message of a .po file, translated or not."""
    named = folder / "named.po"
    subprocess.run(["msgen", "--output-file", str(named), str(po)], check=True, capture_output=True)
    return set(compiled(named, folder))


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("View latest version", "Neueste Version ansehen"),
        ("Meta description is empty", "Die Beschreibung für Suchmaschinen ist leer"),
    ],
)
def test_the_german_sentence_is_the_one_that_is_shown(english, german):
    with translation.override("de"):
        assert translated(english) == german
