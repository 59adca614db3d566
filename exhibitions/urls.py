"""Addresses of the exhibition that are no pages."""

from django.urls import path

from exhibitions.views import poster_by_number, poster_qr_code

urlpatterns = [
    path("p/<int:number>", poster_by_number, name="poster_by_number"),
    path("p/<int:number>/", poster_by_number),
    path("p/<int:number>.svg", poster_qr_code, name="poster_qr_code"),
]
