"""Addresses of the networks that are no pages."""

from django.urls import path

from networks.views import contact_card, open_data

urlpatterns = [
    path("daten/fachnetzwerke.json", open_data, name="networks_open_data"),
    path("kontakt/visitenkarte/<int:person_id>.vcf", contact_card, name="contact_card"),
]
