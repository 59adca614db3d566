"""Turns the texts in `content/` into pages. Run twice, it leaves what is there as it is."""

from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import Locale, Page, Site

from content.models import OrganisationSettings, SiteDocument, SiteImage
from demonstration.ideas import IdeaLoader, remove_example_ideas
from demonstration.loans import LoanLoader, remove_example_loans
from demonstration.placeholder_files import pdf_file, picture_file
from demonstration.references import References
from exhibitions.models import ResearchInstitution
from home.models import HomePage
from networks.ideas.models import ConsentText
from networks.models import ContactPerson, CrossCuttingTopic, Region

CONTENT = Path(__file__).parent / "content"
NOT_FIELDS = {"path", "type", "locale", "live", "translation_of"}


class Loader:
    """Loads the whole demonstration in one transaction, as of `today`.

    `with_loans=False` and `with_ideas=False` are for the public site: no examples of them, and
    those that are there go.
    """

    def __init__(
        self,
        folder: Path = CONTENT,
        *,
        today: date | None = None,
        with_loans: bool = True,
        with_ideas: bool = True,
    ):
        self.folder, self.today = folder, today
        self.with_loans, self.with_ideas = with_loans, with_ideas
        self.references = References()
        self.made = 0
        # Rows that point at pages which are made later: (row, field, references).
        self.unresolved: list[tuple[Model, str, list[str]]] = []

    @transaction.atomic
    def load(self) -> int:
        """Load what is missing; how many pages were made."""
        site_file = self._read("settings")
        for name in site_file["files"]["snippets"]:
            self._load_snippets(self._read(name))
        entries = [
            entry for name in site_file["files"]["pages"] for entry in self._read(name)["pages"]
        ]
        pages = [self._make_page(entry) for entry in _translations_last(entries)]
        self._resolve_rows()
        for page, entry in pages:
            if page is not None:
                self._fill_blocks(page, entry)
        self._load_settings(site_file["organisation"])
        self._load_loans(self._read("loans"))
        self._load_consent(self._read("project_idea")["consent"])
        self._load_ideas(self._read("ideas"))
        return self.made

    def _read(self, name: str) -> dict[str, Any]:
        return yaml.safe_load((self.folder / f"{name}.yaml").read_text())

    # --- snippets, pictures, documents -----------------------------------------------------

    def _load_snippets(self, data: dict[str, list[dict]]) -> None:
        makers = {
            "images": self._image,
            "documents": self._document,
            "people": self._maker("person", ContactPerson, "name"),
            "regions": self._maker("region", Region, "slug"),
            "topics": self._maker("topic", CrossCuttingTopic, "title"),
            "institutions": self._maker("institution", ResearchInstitution, "name"),
        }
        for kind, entries in data.items():
            for number, entry in enumerate(entries):
                makers[kind](dict(entry), number)

    def _maker(self, kind: str, model: type[Model], natural_key: str):
        def make(entry: dict, number: int) -> None:
            key = entry.pop("key")
            values = {name: self.references.resolve(value) for name, value in entry.items()}
            thing, _ = model._default_manager.get_or_create(
                **{natural_key: values.pop(natural_key)}, defaults=values
            )
            self.references.add(kind, key, thing)

        return make

    def _image(self, entry: dict, number: int) -> None:
        key, text, size = entry.pop("key"), entry.pop("text"), tuple(entry.pop("size"))
        filename = entry.pop("filename")
        image = SiteImage.objects.filter(title=entry["title"]).first()
        if image is None:
            image = SiteImage.objects.create(
                **entry, file=picture_file(text, filename, size, number)
            )
        self.references.add("image", key, image)

    def _document(self, entry: dict, number: int) -> None:
        key, text, filename = entry.pop("key"), entry.pop("text"), entry.pop("filename")
        document = SiteDocument.objects.filter(title=entry["title"]).first()
        if document is None:
            document = SiteDocument.objects.create(**entry, file=pdf_file(text, filename))
        self.references.add("document", key, document)

    # --- pages ------------------------------------------------------------------------------

    def _make_page(self, entry: dict[str, Any]) -> tuple[Page | None, dict]:
        """The page without its blocks, which may point at pages that come later."""
        locale, _ = Locale.objects.get_or_create(language_code=entry.get("locale", "de"))
        model = apps.get_model(entry["type"])
        address = urlsplit(entry["path"]).path
        existing = self._existing(model, address, locale)
        if existing is not None:
            self.references.add("page", address, existing)
            return None, entry
        page = model(
            locale=locale, live=entry.get("live", True), **self._plain_values(model, entry)
        )
        if model is HomePage:
            self._add_home(page, entry)
        else:
            page.slug = address.strip("/").rsplit("/", 1)[-1]
            self._parent(address).add_child(instance=page)
        self._add_children(page, entry)
        self.references.add("page", address, page)
        self.made += 1
        return page, entry

    def _existing(self, model: type[Page], address: str, locale: Locale) -> Page | None:
        if model is HomePage:
            return HomePage.objects.filter(locale=locale).first()
        parent = self._parent(address)
        slug = address.strip("/").rsplit("/", 1)[-1]
        found = parent.get_children().filter(slug=slug).first()
        return found.specific if found else None

    def _parent(self, address: str) -> Page:
        above = address.rstrip("/").rsplit("/", 1)[0] + "/"
        parent = self.references.find(f"page:{above}")
        parent.refresh_from_db()  # its count of children has changed
        return parent

    def _add_home(self, page: HomePage, entry: dict[str, Any]) -> None:
        language = page.locale.language_code
        page.slug = "start" if language == "de" else language
        if language != "de":
            page.translation_key = self.references.find("page:/").translation_key
        root = Page.get_first_root_node()
        root.add_child(instance=page)
        if language == "de":
            Site.objects.filter(is_default_site=True).delete()
            address = urlsplit(settings.BASE_URL)
            Site.objects.create(
                hostname=address.hostname,
                port=address.port or (443 if address.scheme == "https" else 80),
                site_name=settings.WAGTAIL_SITE_NAME,
                root_page=page,
                is_default_site=True,
            )
            Page.objects.filter(depth=2, slug="home", title__startswith="Welcome").delete()

    def _plain_values(self, model: type[Page], entry: dict[str, Any]) -> dict[str, Any]:
        values = {}
        for name, value in entry.items():
            if name in NOT_FIELDS or name in _child_names(model):
                continue
            field = model._meta.get_field(name)
            if isinstance(field, StreamField):
                values[name] = []
            elif not field.many_to_many:
                values[name] = self.references.resolve(value)
        return values

    def _add_children(self, page: Page, entry: dict[str, Any]) -> None:
        """The rows that belong to the page (missions, terms, barriers)."""
        for relation in get_all_child_relations(type(page)):
            rows = entry.get(relation.get_accessor_name()) or []
            for place, row in enumerate(rows):
                child = relation.related_model(sort_order=place, page=page)
                later = {}
                for name, value in row.items():
                    if name in {"number", "anchor"}:
                        continue
                    if isinstance(value, list) or "page:" in str(value):
                        later[name] = value
                    else:
                        setattr(child, name, value)
                child.full_clean(exclude=["page", *later])
                child.save()
                self.unresolved.extend((child, name, value) for name, value in later.items())

    def _resolve_rows(self) -> None:
        for row, name, value in self.unresolved:
            setattr(row, name, self.references.resolve(value))
            row.save()

    def _fill_blocks(self, page: Page, entry: dict[str, Any]) -> None:
        """Blocks and references between pages; then the page is published."""
        page = page.specific_class.objects.get(pk=page.pk)
        for name, value in entry.items():
            if name in NOT_FIELDS or name in _child_names(type(page)):
                continue
            field = page._meta.get_field(name)
            if isinstance(field, StreamField):
                setattr(page, name, field.to_python(self.references.in_blocks(value)))
            elif field.many_to_many and value:
                setattr(page, name, self.references.resolve(value))
        page.full_clean()
        page.save(log_action=False)
        revision = page.save_revision(log_action=False, clean=False)
        if entry.get("live", True):
            revision.publish(log_action=False)

    def _load_settings(self, values: dict[str, Any]) -> None:
        site = Site.objects.get(is_default_site=True)
        OrganisationSettings.objects.get_or_create(
            site=site,
            defaults={name: self.references.resolve(value) for name, value in values.items()},
        )

    def _load_loans(self, data: dict[str, Any]) -> None:
        loader = LoanLoader(data, self.references, self.today)
        loader.load_sets_and_terms()
        if self.with_loans:
            loader.load_loans()
        else:
            remove_example_loans()

    def _load_consent(self, text: str) -> None:
        """The first version of what people agree to when they hand in an idea."""
        if not ConsentText.objects.exists():
            ConsentText.objects.create(text=text, published_at=timezone.now())

    def _load_ideas(self, data: dict[str, Any]) -> None:
        if self.with_ideas:
            IdeaLoader(data, self.today).load()
        else:
            remove_example_ideas()


def _child_names(model: type[Page]) -> set[str]:
    return {relation.get_accessor_name() for relation in get_all_child_relations(model)}


def _translations_last(entries: list[dict]) -> list[dict]:
    return sorted(entries, key=lambda entry: entry.get("locale", "de") != "de")
