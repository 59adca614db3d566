"""Addresses that belong to the site as a whole."""

from django.urls import path

from content.plain_files import favicon, robots, security_txt
from content.sitemaps import sitemap
from content.views import media

urlpatterns = [
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", robots, name="robots"),
    path("favicon.ico", favicon, name="favicon"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path("media/images/<path:path>", media, name="media"),
]
