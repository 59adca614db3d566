"""The house rules as system checks."""

from django.apps import apps
from django.core.checks import Error, Tags, Warning, register
from django.db import Error as DatabaseError
from wagtail.models import get_page_models


@register(Tags.models)
def every_page_is_a_base_page(app_configs, **kwargs):
    """Facets, navigation and placeholders rest on `BasePage`: no page type may go without it."""
    from content.models import BasePage

    own = {config.name for config in apps.get_app_configs() if "site-packages" not in config.path}
    return [
        Error(
            f"{model.__name__} is no BasePage.",
            hint="Let it inherit from content.models.BasePage.",
            obj=model,
            id="content.E001",
        )
        for model in get_page_models()
        if model._meta.app_config.name in own and not issubclass(model, BasePage)
    ]


@register(Tags.models)
def every_page_says_where_it_may_stand(app_configs, **kwargs):
    """A page type without a place in the tree turns up in every menu of the admin."""
    from content.models import BasePage

    return [
        Error(
            f"{model.__name__} does not say where it may stand.",
            hint="Set parent_page_types and subpage_types.",
            obj=model,
            id="content.E002",
        )
        for model in get_page_models()
        if issubclass(model, BasePage)
        and model is not BasePage
        and not {"parent_page_types", "subpage_types"} <= set(vars(model))
    ]


@register(deploy=True)
def no_placeholder_goes_public(app_configs, **kwargs):
    """What an editor still has to fill in stops the deployment, never the demonstration."""
    from content.placeholders import open_placeholders

    try:
        found = open_placeholders()
    except DatabaseError:
        return [Warning("The database is not there yet.", id="content.W001")]
    return [Error(f"Platzhalter: {item.place}: {item.what}", id="content.E003") for item in found]
