"""The news as a feed for feed readers."""

from datetime import datetime, time

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

NEWS_IN_FEED = 20


def news_feed(index_page, request: HttpRequest) -> HttpResponse:
    """The newest news below `index_page`, as Atom (RFC 4287)."""
    url = settings.BASE_URL + index_page.get_url(request)
    feed = Atom1Feed(
        title=f"{index_page.title} – {settings.WAGTAIL_SITE_NAME}",
        link=url,
        description=index_page.introduction,
        language=index_page.html_lang,
        feed_url=f"{url}feed/",
        author_name=settings.WAGTAIL_SITE_NAME,
    )
    for page in index_page.published_news.select_related("locale")[:NEWS_IN_FEED]:
        published = timezone.make_aware(datetime.combine(page.date, time(8)))
        feed.add_item(
            title=page.title,
            link=settings.BASE_URL + page.get_url(request),
            description=page.introduction,
            pubdate=published,
            updateddate=page.last_published_at or published,
        )
    body = feed.writeString("utf-8")
    return HttpResponse(body, content_type="application/atom+xml; charset=utf-8")
