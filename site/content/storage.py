"""Files in a bucket, shown under our own address: visitors never call a third party."""

from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from storages.backends.s3 import S3Storage


class SameOriginS3Storage(S3Storage):
    """A bucket whose files `content.views.media` hands out under this site's own address."""

    def url(self, name, parameters=None, expire=None, http_method=None):
        return settings.MEDIA_URL + quote(name)


class WithoutAddress:
    """Files that only views hand out, after asking who may: no address ever leads to one."""

    def url(self, name, *args, **kwargs):
        raise ValueError("A private file has no address.")


class PrivateFiles(WithoutAddress, FileSystemStorage):
    """… in a folder."""


class PrivateS3Storage(WithoutAddress, S3Storage):
    """… in a bucket."""
