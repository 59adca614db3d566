"""Answers for one person only: no cache keeps them, no search engine finds them."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse


def private(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For addresses that are a key: nobody keeps the answer, no other site learns the address."""

    @wraps(view)
    def closed(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return seal(view(request, *args, **kwargs))

    return closed


def seal(response: HttpResponse) -> HttpResponse:
    """Mark an answer as nobody else's."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    # With no-referrer browsers would send "Origin: null" with every form.
    response.headers["Referrer-Policy"] = "same-origin"
    return response
