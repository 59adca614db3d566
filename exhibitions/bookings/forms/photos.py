"""Photos of damage: whatever a phone sends becomes a plain JPEG that says nothing of the place."""

import warnings
from io import BytesIO

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image, ImageOps

LARGEST_FILE = 15 * 1024 * 1024  # bytes
MOST_PIXELS = 120_000_000  # a phone of today; read at a fraction of its size
MOST_PIXELS_WHOLE = 40_000_000  # PNG and WebP can only be read as a whole
SIDE = 2000  # pixels
FORMATS = ("JPEG", "PNG", "WEBP")
NO_PHOTO = "Das ist kein Foto im Format JPEG, PNG oder WebP. Bitte nehmen Sie ein neues Foto auf."


class PhotoField(forms.FileField):
    """A photo, read, turned upright, made smaller and written anew."""

    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"})

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        return ContentFile(plain_jpeg(file), name="foto.jpg") if file else None


def plain_jpeg(file) -> bytes:
    """The picture alone: no place, no time, no camera. Raises ValidationError."""
    if file.size > LARGEST_FILE:
        raise ValidationError("Das Foto ist größer als 15 MB. Bitte wählen Sie ein kleineres.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _written_anew(file)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise _too_many_pixels() from error
    except ValidationError:
        raise
    except Exception as error:  # a damaged file may fail in any of Pillow's many ways
        raise ValidationError(NO_PHOTO, code="no_photo") from error


def _written_anew(file) -> bytes:
    file.seek(0)
    with Image.open(file, formats=FORMATS) as image:
        most = MOST_PIXELS if image.format in {"JPEG", "MPO"} else MOST_PIXELS_WHOLE
        if image.width * image.height > most:
            raise _too_many_pixels()
        image.draft("RGB", (SIDE, SIDE))
        image.thumbnail((SIDE, SIDE))
        upright = ImageOps.exif_transpose(image).convert("RGBA")
    plain = Image.new("RGB", upright.size, "white")
    plain.paste(upright, mask=upright.getchannel("A"))
    output = BytesIO()
    plain.save(output, "JPEG", quality=85)
    return output.getvalue()


def _too_many_pixels() -> ValidationError:
    return ValidationError(
        "Das Bild hat zu viele Bildpunkte. Bitte nehmen Sie ein Foto in üblicher Größe auf.",
        code="too_many_pixels",
    )
