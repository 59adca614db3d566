"""How Wagtail meets the content app."""

from django.http import Http404
from wagtail import hooks
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineStyleElementHandler
from wagtail.admin.rich_text.editors.draftail.features import InlineStyleFeature

from content.page_links import PlainPageLinkHandler

FOREIGN_LANGUAGES = {
    "de": "Deutsch",
    "en": "Englisch",
    "hsb": "Obersorbisch",
    "dsb": "Niedersorbisch",
    "pl": "Polnisch",
    "cs": "Tschechisch",
}


@hooks.register("before_serve_page")
def refuse_page_of_another_language(page, request, serve_args, serve_kwargs):
    """Without a live translation Wagtail would serve the German page under `/hsb/`."""
    if page.locale.language_code != request.LANGUAGE_CODE:
        raise Http404


@hooks.register("register_rich_text_features", order=10)
def register_page_links(features):
    """Links to pages, after Wagtail has registered its own."""
    features.register_link_type(PlainPageLinkHandler)


@hooks.register("register_rich_text_features")
def register_glossary_term(features):
    """A word that the glossary explains; the link is made when the page is shown."""
    register_span(
        features,
        "glossary-term",
        {"data-term": "true"},
        selector="span[data-term]",
        control={
            "icon": "info-circle",
            "description": "Begriff aus dem Glossar",
            "style": {"textDecoration": "underline dotted"},
        },
    )


@hooks.register("register_rich_text_features")
def register_language_marks(features):
    """Foreign words, so that a screen reader pronounces them right (WCAG 3.1.2)."""
    for code, name in FOREIGN_LANGUAGES.items():
        register_span(
            features,
            f"language-{code}",
            {"lang": code},
            selector=f'span[lang="{code}"]',
            control={
                "label": code,
                "description": f"Text auf {name}",
                "style": {"fontStyle": "italic"},
            },
        )


def register_span(features, name: str, attributes: dict, *, selector: str, control: dict) -> None:
    """Offer a mark in the text editor that is kept as a `<span>` with these attributes."""
    style = name.upper().replace("-", "_")
    features.register_editor_plugin(
        "draftail", name, InlineStyleFeature({"type": style, **control})
    )
    features.register_converter_rule(
        "contentstate",
        name,
        {
            "from_database_format": {selector: InlineStyleElementHandler(style)},
            "to_database_format": {"style_map": {style: {"element": "span", "props": attributes}}},
        },
    )
