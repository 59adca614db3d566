"""Files that editors uploaded, handed out under our own address."""

import mimetypes

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.utils.cache import patch_cache_control

from content.models import SiteRendition

IMAGE_FOLDER = "images/"
ONE_YEAR = 365 * 24 * 60 * 60  # seconds


def media(request: HttpRequest, path: str) -> FileResponse:
    """A rendition of an image. Originals and documents are never handed out here.

    A rendition whose file was lost is made again from its original.
    """
    name = IMAGE_FOLDER + path
    if ".." in path or "\\" in path:
        raise Http404
    if not default_storage.exists(name):
        name = _made_again(name)
    content_type, _ = mimetypes.guess_type(name)
    try:
        file = default_storage.open(name)
    except OSError as error:  # a folder, or gone since we looked
        raise Http404 from error
    response = FileResponse(file, content_type=content_type or "application/octet-stream")
    # The name of a rendition changes with its image, so it may be kept for good.
    patch_cache_control(response, public=True, max_age=ONE_YEAR, immutable=True)
    response.headers["Content-Security-Policy"] = "default-src 'none'"
    return response


def _made_again(name: str) -> str:
    lost = SiteRendition.objects.filter(file=name).select_related("image").first()
    if lost is None:
        raise Http404
    image, spec = lost.image, lost.filter_spec
    lost.delete()
    try:
        return image.get_rendition(spec).file.name
    except Exception as error:  # the original is gone or broken
        raise Http404 from error
