"""What every page shares."""

from content.models.documents import SiteDocument
from content.models.images import SiteImage, SiteRendition
from content.models.organisation import OrganisationSettings
from content.models.pages import BasePage, Placement, WithBody

__all__ = [
    "BasePage",
    "OrganisationSettings",
    "Placement",
    "SiteDocument",
    "SiteImage",
    "SiteRendition",
    "WithBody",
]
