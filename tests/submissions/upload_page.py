"""The site with two more pages, for a web server of its own: see test_attachments_bodies.py.

Settings (`DJANGO_SETTINGS_MODULE=tests.submissions.upload_page`) and addresses at once.
"""

from config.settings.test import *  # noqa: F403

ROOT_URLCONF = "tests.submissions.upload_page"


def page(request):
    """What the form says, as JSON."""
    from django import forms
    from django.http import JsonResponse

    from submissions.attachments import FormWithAttachments

    class Letter(FormWithAttachments, forms.Form):
        title = forms.CharField(max_length=20)

    form = Letter(request.POST, request.FILES)
    answer = {
        "valid": form.is_valid(),
        "title": form.data.get("title", ""),
        "accepted": [each.name for each in form.accepted],
        "errors": {name: list(messages) for name, messages in form.errors.items()},
    }
    return JsonResponse(answer, status=200 if answer["valid"] else 422)


def plain_page(request):
    """A page that takes no files."""
    from django.http import JsonResponse

    return JsonResponse(dict(request.POST))


def __getattr__(name):
    """The addresses, once Django is ready for them."""
    if name != "urlpatterns":
        raise AttributeError(name)
    from django.urls import path

    from config.urls import urlpatterns
    from submissions.attachments import accepts_attachments
    from submissions.guards import public_form

    return [
        path("brief/", public_form(accepts_attachments(page))),
        path("ohne/", public_form(plain_page)),
        *urlpatterns,
    ]


handler400 = "submissions.attachments.request_bodies.refused_request"
