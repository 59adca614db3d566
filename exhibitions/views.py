"""Short addresses for posters."""

from django.http import Http404, HttpRequest, HttpResponseRedirect
from wagtail.models import Locale

from exhibitions.models import PosterPage


def poster_by_number(request: HttpRequest, number: int) -> HttpResponseRedirect:
    """`/p/N` on a printed poster: leads to the German page with that number, wherever it stands."""
    if number > 32_767:  # more than the column holds
        raise Http404
    poster = PosterPage.objects.live().filter(number=number, locale=Locale.get_default()).first()
    if poster is None:
        raise Http404
    return HttpResponseRedirect(poster.get_url(request))
