"""Files handed out: to be saved, never shown, never kept on the way."""

from django.http import FileResponse, Http404

from submissions.models import Attachment
from submissions.private_answers import seal

POLICY = "default-src 'none'; sandbox"


def download_answer(attachment: Attachment) -> FileResponse:
    """The file as a download under the name that its sender gave it.

    Who may see the submission has to be asked before. Raises Http404 while the scanner has not
    looked, when it found something, and when the bytes are lost.
    """
    if not attachment.may_be_opened or not attachment.file.name:
        raise Http404
    try:
        content = attachment.file.storage.open(attachment.file.name)
    except OSError as error:
        raise Http404 from error
    kind = attachment.content_type
    response = FileResponse(
        content,
        as_attachment=True,
        filename=attachment.name,
        content_type=f"{kind}; charset=utf-8" if kind.startswith("text/") else kind,
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = POLICY
    return seal(response)
