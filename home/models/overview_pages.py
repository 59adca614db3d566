"""Pages that the site writes itself: everything there is, and whose pictures are shown."""

from django.utils.functional import cached_property

from content.image_credits import images_in_use
from content.models import BasePage, SiteImage


class ContentsPage(BasePage):
    """The table of contents: every published page of this language as a nested list."""

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = "Inhaltsverzeichnis"

    @cached_property
    def branches(self) -> list[dict]:
        """The tree below the start page: `{"page": …, "children": […]}`, one query."""
        root = self.get_parent()
        pages = BasePage.objects.live().public().descendant_of(root).select_related("locale")
        top: list[dict] = []
        open_branches: list[dict] = []
        for page in pages.order_by("path"):
            branch = {"page": page, "children": []}
            while open_branches and not page.path.startswith(open_branches[-1]["page"].path):
                open_branches.pop()
            (open_branches[-1]["children"] if open_branches else top).append(branch)
            open_branches.append(branch)
        return top


class ImageCreditsPage(BasePage):
    """Whose pictures are shown (§ 13 UrhG): built from what is in use."""

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = "Bildnachweis"

    @cached_property
    def images(self) -> list[SiteImage]:
        """Every picture that a published page shows, by title."""
        return images_in_use()
