"""Which forms an editor may embed. Apps register theirs in `AppConfig.ready()`.

So the block knows no app, and an app that is not there leaves no hole.
"""

from dataclasses import dataclass

MISSING = "blocks/form_missing.html"


@dataclass(frozen=True)
class EmbeddedForm:
    """A form by its key, the name that editors see and the template that shows it."""

    key: str
    label: str
    template: str


_forms: dict[str, EmbeddedForm] = {}


def register_form(key: str, *, label: str, template: str) -> None:
    """Offer a form to editors. Registering a key twice replaces the first."""
    _forms[key] = EmbeddedForm(key, label, template)


def form_choices() -> list[tuple[str, str]]:
    """What the chooser offers: (key, name), by name."""
    return sorted(((form.key, form.label) for form in _forms.values()), key=lambda pair: pair[1])


def form_template(key: str) -> str:
    """The template of a form; a kind sentence where the form is not there any more."""
    return _forms[key].template if key in _forms else MISSING
