"""Things that tests are about, with as little said as possible."""

from io import BytesIO

import factory
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from accounts.models import User
from content.models import SiteDocument, SiteImage
from home.models import NewsIndexPage, NewsPage
from networks.models import ContactPerson


def png(width=64, height=48, color="#4a9a67") -> bytes:
    """A picture of one colour."""
    buffer = BytesIO()
    Image.new("RGB", (width, height), color).save(buffer, "PNG")
    return buffer.getvalue()


class SiteImageFactory(factory.django.DjangoModelFactory):
    """A small picture. `spoil=True`: its file cannot be read any more."""

    class Meta:
        model = SiteImage
        skip_postgeneration_save = True

    title = factory.Sequence("Bild {}".format)
    description = "Eine grüne Fläche"
    credit = "Foto: Vorname Name"
    licence = "CC BY 4.0"
    file = factory.LazyFunction(lambda: ContentFile(png(), name="bild.png"))

    @factory.post_generation
    def spoil(self, create, extracted, **kwargs):
        """`spoil=True`: overwrite the file with something that is no picture."""
        if extracted:
            with self.file.storage.open(self.file.name, "wb") as file:
                file.write(b"\x89PNG\r\n\x1a\n" + b"no picture" * 20)
            self.renditions.all().delete()


class SiteDocumentFactory(factory.django.DjangoModelFactory):
    """A file to download."""

    class Meta:
        model = SiteDocument

    title = factory.Sequence("Dokument {}".format)
    file = factory.LazyFunction(lambda: ContentFile(b"%PDF-1.7 " + b"x" * 2000, name="datei.pdf"))


class ContactPersonFactory(factory.django.DjangoModelFactory):
    """A person to ask."""

    class Meta:
        model = ContactPerson

    name = factory.Sequence("Person {}".format)


class UserFactory(factory.django.DjangoModelFactory):
    """Somebody who may sign in; `groups=[…]` are names of roles."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence("person{}".format)
    email = factory.LazyAttribute("{0.username}@example.org".format)

    @factory.post_generation
    def groups(self, create, extracted, **kwargs):
        from django.contrib.auth.models import Group

        for name in extracted or []:
            self.groups.add(Group.objects.get(name=name))


def make_news(title="Meldung", **values) -> NewsPage:
    """A published piece of news below the news index."""
    page = NewsPage(title=title, date=values.pop("date", timezone.localdate()), **values)
    return NewsIndexPage.objects.get().add_child(instance=page)
