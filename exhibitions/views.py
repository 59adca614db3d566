"""Short addresses for posters, and their QR codes."""

from io import BytesIO

import segno
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from wagtail.models import Locale

from exhibitions.models import PosterPage

LARGEST = 32_767  # the column holds no more


def poster_by_number(request: HttpRequest, number: int) -> HttpResponseRedirect:
    """`/p/N` on a printed poster: leads to the German page with that number, wherever it stands."""
    return HttpResponseRedirect(_poster(number).get_url(request))


def poster_qr_code(request: HttpRequest, number: int) -> HttpResponse:
    """`/p/N.svg`: the short address to print on the poster. It outlives every new name."""
    address = settings.BASE_URL + _poster(number).short_address
    image = BytesIO()
    # Of four levels the second highest: a quarter of the code may be scratched.
    segno.make(address, error="q", micro=False).save(image, kind="svg", scale=8, title=address)
    return HttpResponse(image.getvalue(), content_type="image/svg+xml")


def _poster(number: int) -> PosterPage:
    posters = PosterPage.objects.live().filter(locale=Locale.get_default())
    poster = posters.filter(number=number).first() if number <= LARGEST else None
    if poster is None:
        raise Http404
    return poster
