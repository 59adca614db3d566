"""Fields of our own."""

from django.db import models


class WebAddressField(models.URLField):
    """An address on the web; without a scheme it is taken as https."""

    def deconstruct(self):
        """In migrations it is the plain field: the table is the same."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs

    def formfield(self, **kwargs):
        return super().formfield(**({"assume_scheme": "https"} | kwargs))
