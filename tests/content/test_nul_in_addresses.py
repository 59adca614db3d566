"""No database takes a NUL, so none comes through an address."""

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from content.middleware import SecurityPolicyMiddleware

asked = []


def behind(request):
    asked.append(request)
    return HttpResponse()


@pytest.mark.parametrize(
    ("query", "arrives_as"),
    [
        ("q=Glos%00sar", "q=Glossar"),
        ("q=%00", "q="),
        ("%00q=a&q=b%00&q=c", "q=a&q=b&q=c"),
        ("q=a&q=%00b", "q=a&q=b"),
        ("q=%%0000&r=%2500&s=a%2Bb+c%26", "q=%2500&r=%2500&s=a%2Bb+c%26"),
        ("q=%2500&plain", "q=%2500&plain"),
    ],
)
def test_a_nul_is_taken_out_and_the_rest_stays(query, arrives_as):
    SecurityPolicyMiddleware(behind)(RequestFactory().get(f"/suche/?{query}"))

    request = asked.pop()
    assert request.META["QUERY_STRING"] == arrives_as
    assert request.GET == RequestFactory().get(f"/suche/?{arrives_as}").GET
    assert "\x00" not in str(request.GET)


def test_a_request_that_no_browser_has_made_comes_through():
    request = RequestFactory().get("/suche/")
    del request.META["QUERY_STRING"]  # as in Wagtail's previews

    assert SecurityPolicyMiddleware(behind)(request).status_code == 200


@pytest.mark.django_db
def test_a_search_with_a_nul_finds_what_it_finds_without():
    assert "/glossar/" in Client().get("/suche/?q=Glos%00sar").text


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["reference", "at_from", "action"])
def test_the_lists_of_the_admin_answer(admin_client, field):
    assert admin_client.get(f"/admin/protokoll/?{field}=%00A").status_code == 200
