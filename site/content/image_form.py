"""The form by which editors upload a picture."""

from django.core.exceptions import ValidationError
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm


class SturdyImageField(WagtailImageField):
    """A picture file; one that Pillow stumbles over is refused like any other broken file."""

    def to_python(self, data):
        try:
            return super().to_python(data)
        except ValidationError:
            raise
        except Exception as error:  # a damaged file may fail in any of Pillow's many ways
            raise ValidationError(
                "Diese Bilddatei ist beschädigt. Öffnen Sie das Bild, speichern Sie es neu und"
                " laden Sie die neue Datei hoch.",
                code="invalid_image",
            ) from error


class SiteImageForm(BaseImageForm):
    """Wagtail's form with a file field that no file breaks."""

    file = SturdyImageField(label="Datei")
