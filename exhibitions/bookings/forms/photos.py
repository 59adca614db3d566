"""Photos of damage: whatever a phone sends becomes a plain JPEG that says nothing of the place."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from submissions.plain_pictures import NoPicture, TooManyPixels, plain_jpeg

LARGEST_FILE = 15 * 1024 * 1024  # bytes
MOST_PIXELS_WHOLE = 40_000_000  # of a PNG or WebP
SIDE = 2000  # pixels
NO_PHOTO = "Das ist kein Foto im Format JPEG, PNG oder WebP. Bitte nehmen Sie ein neues Foto auf."


class PhotoField(forms.FileField):
    """A photo, read, turned upright, made smaller and written anew."""

    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"})

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        return ContentFile(plain_photo(file), name="foto.jpg") if file else None


def plain_photo(file) -> bytes:
    """The picture alone: no place, no time, no camera. Raises ValidationError."""
    if file.size > LARGEST_FILE:
        raise ValidationError("Das Foto ist größer als 15 MB. Bitte wählen Sie ein kleineres.")
    try:
        return plain_jpeg(file, side=SIDE, most_pixels_whole=MOST_PIXELS_WHOLE)
    except TooManyPixels as error:
        raise ValidationError(
            "Das Bild hat zu viele Bildpunkte. Bitte nehmen Sie ein Foto in üblicher Größe auf.",
            code="too_many_pixels",
        ) from error
    except NoPicture as error:
        raise ValidationError(NO_PHOTO, code="no_photo") from error
