"""The addresses of the search."""

from django.urls import path

from search.views import opensearch, search_page, suggest

urlpatterns = [
    path("suche/", search_page, name="search"),
    path("suche/vorschlaege/", suggest, name="search_suggestions"),
    path("opensearch.xml", opensearch, name="opensearch"),
]
