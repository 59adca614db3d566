"""What the networks offer beside pages: vCards and open data."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from segno.helpers import make_vcard_data

from networks.models import ContactPerson, NetworkPage

LICENCE = "https://www.govdata.de/dl-de/zero-2-0"


def contact_card(request: HttpRequest, person_id: int) -> HttpResponse:
    """A person as a vCard; there is none while neither phone nor mail is known."""
    person = get_object_or_404(ContactPerson, pk=person_id)
    if not person.card_url:
        raise Http404
    *first_names, last_name = person.name.replace(";", ",").split()
    card = make_vcard_data(
        name=f"{last_name};{' '.join(first_names)}",
        displayname=one_line(person.name),
        org=one_line(person.organisation) or None,
        title=one_line(person.role) or None,
        phone=person.phone or None,
        email=person.email or None,
    )
    response = HttpResponse(card, content_type="text/vcard; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="kontakt-{person.pk}.vcf"'
    return response


def one_line(text: str) -> str:
    """Text without line breaks: in a vCard a new line begins a new field."""
    return " ".join(text.split())


def open_data(request: HttpRequest) -> JsonResponse:
    """The networks with Schwerpunkt, Revier and address, for whoever wants to reuse them."""
    networks = [
        {
            "name": network.title,
            "schwerpunkt": {"name": network.focus_area.title, "kuerzel": network.focus_area.slug},
            "revier": {"name": network.region.name, "kuerzel": network.region.slug},
            "adresse": settings.BASE_URL + network.get_url(request),
            "stand": network.as_of.isoformat() if network.as_of else None,
        }
        for network in NetworkPage.objects.published().public().select_related("locale")
    ]
    response = JsonResponse(
        {
            "titel": "Fachnetzwerke der MISSION SACHSEN 2038",
            "lizenz": {"name": "Datenlizenz Deutschland – Zero – Version 2.0", "adresse": LICENCE},
            "fachnetzwerke": networks,
        },
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
