"""Files in a bucket, shown under our own address: visitors never call a third party."""

from urllib.parse import quote

from django.conf import settings
from storages.backends.s3 import S3Storage


class SameOriginS3Storage(S3Storage):
    """A bucket whose public addresses are this site's own (`content.views.media` hands them out)."""

    def url(self, name, parameters=None, expire=None, http_method=None):
        return settings.MEDIA_URL + quote(name)
