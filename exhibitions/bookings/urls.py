"""Addresses of lending: availability and form, the tour, what is reached by a link of a mail."""

from django.urls import include, path

from exhibitions.bookings.views import changing, lending, link_again, links, receipts, tour

of_a_loan = [
    path("", links.booking, name="booking"),
    path("bestaetigen/", links.confirm, name="booking_confirm"),
    path("annehmen/", links.accept, name="booking_accept"),
    path("ablehnen/", links.refuse, name="booking_refuse"),
    path("zeitraum/", changing.change, name="booking_change"),
    path("absagen/", links.cancel, name="booking_cancel"),
    path("lieferung/", links.delivery, name="booking_delivery"),
    path("rueckmeldung/", links.feedback, name="booking_feedback"),
    path("leihvertrag.pdf", links.contract, name="booking_contract"),
    path("packliste.pdf", links.packing_list, name="booking_packing_list"),
    path("termin.ics", links.calendar_entry, name="booking_calendar"),
]

urlpatterns = [
    path("wanderausstellung/ausleihen/", lending.lending, name="lending"),
    path(
        "wanderausstellung/ausleihen/gesendet/<str:signed>/",
        receipts.receipt,
        name="lending_receipt",
    ),
    path("wanderausstellung/ausleihen/link/", link_again.link_again, name="booking_link_again"),
    path("wanderausstellung/termine/", tour.tour, name="tour"),
    path("wanderausstellung/termine.ics", tour.tour_calendar, name="tour_calendar"),
    path("wanderausstellung/termine.json", tour.tour_data, name="tour_data"),
    path("vorgang/ausstellung/<str:reference>/<str:token>/", include(of_a_loan)),
    path("vorgang/ausleihe-kalender/<str:key>/", tour.team_calendar, name="team_calendar"),
]
