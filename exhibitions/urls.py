"""Addresses of the exhibition that are no pages."""

from django.urls import path

from exhibitions.views import poster_by_number

urlpatterns = [
    path("p/<int:number>", poster_by_number, name="poster_by_number"),
    path("p/<int:number>/", poster_by_number),
]
