"""Addresses of the two forms, their receipts, and what is reached by a link of a mail."""

from django.urls import include, path

from home.enquiries.views import link_again, links, receipts, sending

of_an_enquiry = [
    path("", links.enquiry, name="enquiry"),
    path("antworten/", links.reply, name="enquiry_reply"),
    path("zurueckziehen/", links.withdraw, name="enquiry_withdraw"),
    path("loeschen/", links.ask_deletion, name="enquiry_deletion"),
]

urlpatterns = [
    path("kontakt/", sending.contact, name="contact_form"),
    path("barriere-melden/", sending.barrier, name="barrier_form"),
    path("kontakt/link/", link_again.link_again, name="enquiry_link_again"),
    path("vorgang/gesendet/<str:signed>/", receipts.receipt, name="enquiry_receipt"),
    path("vorgang/anfrage/<str:reference>/<str:token>/", include(of_an_enquiry)),
]
