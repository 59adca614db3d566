"""From which address somebody comes: what attempts and requests are counted by."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

ONE_CONNECTION = 64  # bits of an IPv6 address that a single household may vary beneath


def visitor_address(request: HttpRequest) -> str | None:
    """The visitor's address; for IPv6 the network that one connection holds.

    X-Forwarded-For counts only behind `TRUSTED_PROXY_COUNT` proxies, and only the entry that the
    outermost of them wrote: everything before it may be made up.
    """
    written = _written_by_our_proxies(request) or request.META.get("REMOTE_ADDR", "")
    try:
        address = ip_address(written)
    except ValueError:
        return None
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ip_network((address, ONE_CONNECTION), strict=False).network_address)
    return str(address)


def _written_by_our_proxies(request: HttpRequest) -> str:
    entries = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    count = settings.TRUSTED_PROXY_COUNT
    return entries[-count].strip() if 0 < count <= len(entries) else ""
