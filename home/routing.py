"""From an address to its page."""

from wagtail.models import Page


def pages_along(root: Page, slugs: list[str]) -> list[Page]:
    """The pages that an address below `root` runs through, as far as they exist: one query.

    Wagtail asks twice for every level. The slugs have an index, so the cost does not grow with
    the number of pages.
    """
    if not slugs:
        return []
    url_paths = [root.url_path]
    for slug in slugs:
        url_paths.append(f"{url_paths[-1]}{slug}/")
    found = {
        page.url_path: page
        for page in Page.objects.descendant_of(root)
        .filter(slug__in=slugs, url_path__in=url_paths)
        .select_related("locale")
    }
    chain = []
    for url_path in url_paths[1:]:
        if url_path not in found:
            break
        chain.append(found[url_path])
    return chain
