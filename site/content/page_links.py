"""How a link to a page in an editor's text is written.

Apart from `content.prose`, which models import: Wagtail 8 can load this handler only after them.
"""

from django.utils import translation
from django.utils.html import escape
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler


class PlainPageLinkHandler(PageLinkHandler):
    """Leads to the page that the editor chose, in its own language.

    Wagtail's own handler fetches the kind of every page and the visitor's language for each link.
    """

    @classmethod
    def get_many(cls, attrs_list: list[dict]) -> list[Page | None]:
        wanted = [str(attrs.get("id")) for attrs in attrs_list]
        pages = Page.objects.live().filter(id__in=wanted).select_related("locale")
        by_id = {str(page.pk): page for page in pages}
        return [by_id.get(page_id) for page_id in wanted]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        return [cls._opening_tag(page) for page in cls.get_many(attrs_list)]

    @staticmethod
    def _opening_tag(page: Page | None) -> str:
        if page is None or not page.url:
            return "<a>"
        language = page.locale.language_code
        if language == translation.get_language():
            return f'<a href="{escape(page.url)}">'
        return f'<a href="{escape(page.url)}" hreflang="{language}">'
