"""What machines ask about the running site."""

from ipaddress import ip_address

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_prometheus import exports

from operations.readiness import readiness


@never_cache
@require_safe
def livez(request: HttpRequest) -> JsonResponse:
    """This process answers. It asks nothing else for that."""
    return JsonResponse({"alive": True})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Whether this process can serve, and which of the things it needs is missing."""
    answers = readiness.ask()
    ready = all(answers.values())
    checks = {name: "ok" if answer else "failed" for name, answer in answers.items()}
    return JsonResponse({"ready": ready, "checks": checks}, status=200 if ready else 503)


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Figures for Prometheus, for this machine and for who knows `METRICS_TOKEN`.

    They are those of all workers when `PROMETHEUS_MULTIPROC_DIR` names an empty folder, which must
    be set before the web server starts; without it, those of the worker that happens to answer.
    """
    if not (_comes_from_this_machine(request) or _knows_the_token(request)):
        raise Http404
    return exports.ExportToDjangoView(request)


def _comes_from_this_machine(request: HttpRequest) -> bool:
    # What a proxy on this machine passes on comes from outside.
    if {"HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP"} & request.META.keys():
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _knows_the_token(request: HttpRequest) -> bool:
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(settings.METRICS_TOKEN) and constant_time_compare(given, settings.METRICS_TOKEN)
