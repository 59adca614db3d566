"""What somebody has in mind: the first step of the form, and the same words later on."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from networks.ideas.models import ProjectIdea, Where
from networks.models import Region
from submissions.form_fields import LineField, TextField
from submissions.guards import GuardedForm

WORDS = ("title", "description", "benefit", "place", "sponsor")


class UnfinishedForm(forms.Form):
    """A form that may be put aside before everything is said."""

    @property
    def only_misses(self) -> bool:
        """Whether nothing is wrong but that something is still missing."""
        problems = [each for errors in self.errors.as_data().values() for each in errors]
        return all(problem.code == "required" for problem in problems)


class IdeaFields(UnfinishedForm):
    """The idea in words, and where it belongs."""

    title = LineField(
        _("Titel der Projektidee"),
        missing=_("Geben Sie Ihrer Idee einen Titel."),
        help_text=_("Ein Satz, ohne Abkürzungen."),
        max_length=150,
    )
    description = TextField(
        _("Was haben Sie vor?"),
        missing=_("Beschreiben Sie Ihre Idee. Ein paar Sätze genügen."),
        help_text=_(
            "Worum geht es, und wer macht mit? Höchstens 5.000 Zeichen. Schreiben Sie noch nichts"
            " über Personen: Nach Ihrem Namen fragen wir im dritten Schritt."
        ),
        rows=8,
        max_length=5000,
    )
    benefit = TextField(
        _("Was soll dadurch besser werden?"),
        help_text=_("Höchstens 2.000 Zeichen."),
        rows=4,
        max_length=2000,
    )
    place = LineField(
        _("Wo soll es geschehen?"),
        help_text=_("Ein Ort, eine Gemeinde oder ein Landkreis."),
        max_length=120,
    )
    where = forms.ChoiceField(
        label=_("In welchem Revier?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Wählen Sie, in welchem Revier. „Das weiß ich noch nicht“ ist erlaubt."),
            "invalid_choice": _("Wählen Sie eines der genannten Reviere."),
        },
    )
    focus_area = forms.ChoiceField(
        label=_("Schwerpunkt"),
        required=False,
        error_messages={"invalid_choice": _("Wählen Sie den Schwerpunkt aus der Liste.")},
    )
    sponsor = LineField(
        _("Projektträger"),
        help_text=_("Wer das Vorhaben umsetzen würde: eine Gemeinde, ein Verein, ein Betrieb."),
        max_length=160,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._regions = {each.slug: each for each in Region.objects.order_by("sort_order", "name")}
        self._focus_areas = {page.slug: page for page in focus_areas()}
        self.fields["where"].choices = [
            *((slug, region.name) for slug, region in self._regions.items()),
            (Where.BOTH, _("In beiden Revieren")),
            (Where.UNKNOWN, _("Das weiß ich noch nicht")),
        ]
        self.fields["focus_area"].choices = [
            ("", _("Das weiß ich noch nicht")),
            *((slug, page.title) for slug, page in self._focus_areas.items()),
        ]

    @property
    def idea_values(self) -> dict[str, Any]:
        """What was said, as values of an idea; what is missing is empty."""
        said = self.cleaned_data
        where = said.get("where", Where.UNKNOWN)
        region = self._regions.get(where)
        return {name: said.get(name, "") for name in WORDS} | {
            "where": Where.ONE if region else where,
            "region": region,
            "focus_area": self._focus_areas.get(said.get("focus_area", "")),
        }


class BeginForm(GuardedForm, IdeaFields):
    """The first step, before there is anything to go on with."""

    keeps_suspects = True

    @property
    def says_something(self) -> bool:
        """Whether there is anything to keep."""
        return any(self.cleaned_data.get(name) for name in WORDS)

    @property
    def idea_fields(self) -> list[forms.BoundField]:
        """The fields that people see."""
        return self.visible_content


class IdeaForm(IdeaFields):
    """The same step of an idea that was begun."""

    @property
    def idea_fields(self) -> list[forms.BoundField]:
        """The fields that people see."""
        return self.visible_fields()


def focus_areas():
    """The published Schwerpunkte of the site's first language."""
    pages = ProjectIdea._meta.get_field("focus_area").related_model.objects.live().public()
    return pages.filter(locale__language_code=settings.LANGUAGE_CODE).order_by("path")


def initial_of(idea: ProjectIdea) -> dict[str, Any]:
    """What the form shows of an idea."""
    return {name: getattr(idea, name) for name in WORDS} | {
        "where": idea.region.slug if idea.region else idea.where,
        "focus_area": idea.focus_area.slug if idea.focus_area else "",
    }
