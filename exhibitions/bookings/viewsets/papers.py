"""Contract, packing list and photos: handed out to those who may see them, kept by no cache."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views import View

from exhibitions.bookings.documents import contract_of, packing_list_of
from exhibitions.bookings.models import LoanContract, PartCondition
from exhibitions.bookings.states import AGREED
from exhibitions.bookings.viewsets.steps import LoanView
from submissions.kinds import Document


def has_papers(booking) -> bool:
    """Whether a contract can be made: it was promised and nobody is forgotten."""
    agreed = booking.state in AGREED and not booking.forgotten_at
    return bool(agreed and booking.poster_set)


def handed_out(content: bytes, content_type: str, name: str) -> HttpResponse:
    """A file for this one person."""
    return HttpResponse(
        content,
        content_type=content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        },
    )


class PaperView(LoanView, View):
    """A PDF that is made, or was."""

    def get(self, request, *args, **kwargs) -> HttpResponse:
        document = self.document()
        return handed_out(document.content, document.content_type, document.name)

    def document(self) -> Document:
        raise NotImplementedError


class ContractView(PaperView):
    """The contract for the dates that hold."""

    def document(self):
        if not has_papers(self.booking):
            raise Http404
        return contract_of(self.booking)


class EarlierContractView(PaperView):
    """A contract as it was sent, for dates that held once."""

    def document(self):
        kept = get_object_or_404(LoanContract, booking=self.booking, version=self.kwargs["version"])
        name = f"leihvertrag-{self.booking.reference}-{kept.version}.pdf"
        return Document(name, "application/pdf", bytes(kept.pdf))


class PackingListView(PaperView):
    """What is in the set."""

    def document(self):
        if not self.booking.poster_set:
            raise Http404
        return packing_list_of(self.booking)


class PhotoView(LoanView, View):
    """A photo of a part. Only here, never under `/media/`."""

    def get(self, request, *args, **kwargs) -> HttpResponse:
        finding = get_object_or_404(PartCondition.objects.exclude(photo=""), pk=self.kwargs["pk"])
        try:
            file = finding.photo.open()
        except OSError as error:  # the file was lost
            raise Http404 from error
        response = FileResponse(
            file, content_type="image/jpeg", as_attachment=True, filename=f"foto-{finding.pk}.jpg"
        )
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cache-Control"] = "no-store"
        return response
