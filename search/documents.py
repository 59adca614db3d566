"""What stands in the files that pages offer to take along."""

import logging
from collections.abc import Iterable
from io import BytesIO

from django.contrib.contenttypes.models import ContentType
from pypdf import PdfReader
from wagtail.models import CollectionViewRestriction, Page, ReferenceIndex

from content.models import SiteDocument
from search.models import DocumentText

logger = logging.getLogger(__name__)

MOST_SHEETS = 500  # of a file that are read
LONGEST_TEXT = 500_000  # characters


def documents_of(page: Page) -> list[SiteDocument]:
    """The files that a page refers to and everybody may have."""
    ours = ContentType.objects.get_for_model(SiteDocument).pk
    # The index of references is written by the worker too, and perhaps later than ours.
    references = ReferenceIndex._extract_references_from_object(page)
    ids = {int(key) for content_type, key, _, _ in references if content_type == ours}
    if not ids:
        return []
    documents = SiteDocument.objects.filter(pk__in=ids).select_related("collection")
    private = list(CollectionViewRestriction.objects.values_list("collection__path", flat=True))
    return [
        document
        for document in documents.order_by("pk")
        if not document.collection.path.startswith(tuple(private))
    ]


def texts_of_files(documents: Iterable[SiteDocument]) -> str:
    """Titles and texts of these files, as far as they were read."""
    documents = list(documents)
    texts = dict(
        DocumentText.objects.filter(document__in=documents).values_list("document_id", "text")
        if documents
        else []
    )
    return "\n".join(f"{each.title}\n{texts.get(each.pk, '')}".strip() for each in documents)


def read_files(documents: Iterable[SiteDocument]) -> None:
    """Read those of the files that were not read yet as they are now."""
    for document in documents:
        try:
            file_hash = document.get_file_hash()
            known = DocumentText.objects.filter(document=document, file_hash=file_hash).exists()
            if not known:
                DocumentText.objects.update_or_create(
                    document=document,
                    defaults={"file_hash": file_hash, "text": text_of(document)},
                )
        except OSError:
            logger.warning("The file of document %s is not there", document.pk)


def text_of(document: SiteDocument) -> str:
    """What can be read in a PDF; of other kinds, and of a broken one, nothing."""
    if document.file_extension.lower() != "pdf":
        return ""
    with document.open_file() as file:
        content = file.read()
    try:
        reader = PdfReader(BytesIO(content))
        sheets = [sheet.extract_text() for sheet in reader.pages[:MOST_SHEETS]]
    except Exception:  # a broken file may fail in any of pypdf's many ways
        logger.warning("Document %s cannot be read", document.pk)
        return ""
    text = " ".join("\n".join(sheets).replace("\x00", " ").split())
    return text.encode("utf-8", "replace").decode()[:LONGEST_TEXT]
