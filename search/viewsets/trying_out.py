"""What forms of the search have in common: they begin with a query and end with a try."""

from urllib.parse import urlencode

from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.views.generic import CreateView, EditView, IndexView

from search.asking import readable


def search_url(query: str) -> str:
    """The public search for this."""
    return f"{reverse('search')}?{urlencode({'q': query})}"


class TriedOut:
    """For a form whose row holds at once: its message leads to the public search."""

    success_message = "Gespeichert und ab sofort wirksam: %(object)s"

    def get_success_buttons(self):
        trial = messages.button(search_url(self.object.example), "Ausprobieren", new_window=True)
        return [*super().get_success_buttons(), trial]


class AskedCreateView(CreateView):
    """A form that may begin with a query of the report: `?q=`."""

    error_message = "Das ließ sich nicht speichern. Bitte lesen Sie die Hinweise am Feld."

    def asked(self) -> str:
        """The query that the form is opened for; empty if there is none."""
        return readable(self.request.GET.get("q", ""))


class KindEditView(EditView):
    """A form that says kindly what is wrong."""

    error_message = AskedCreateView.error_message


class ExplainedIndexView(IndexView):
    """A list that says above itself what it is for."""

    template_name = "search/admin/list.html"
    explanation = ""
    search_backend_name = None
