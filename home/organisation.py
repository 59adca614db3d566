"""Who runs the site, as the pages about it say and the search finds it."""

from content.models import BasePage, OrganisationSettings


def organisation_lines(page: BasePage, *more: str) -> list[str]:
    """How to reach the organisation of the page's site, and `more` of its particulars."""
    # Not `for_site`: it would make the settings, and whoever fills them in would come too late.
    organisation = OrganisationSettings.objects.filter(site=page.get_site()).first()
    if organisation is None:
        return []
    particulars = [getattr(organisation, name) for name in more]
    return [line for line in (*organisation.contact_lines, *particulars) if line]
