"""The only functions that change a loan. Forms, views, commands and the admin call these."""

from exhibitions.bookings.actions.closures import close_set, open_set, save_closure
from exhibitions.bookings.actions.decisions import (
    cancel_booking,
    confirm_booking,
    decline_booking,
    missing_in_contract,
    move_booking,
)
from exhibitions.bookings.actions.due import expire_due, finish_due, offer_due, remind_due
from exhibitions.bookings.actions.lending import (
    Finding,
    add_delivery_details,
    hand_over,
    receive_feedback,
    take_back,
)
from exhibitions.bookings.actions.problems import (
    AskedBefore,
    BookingProblem,
    LimitReached,
    NotAvailable,
    Overtaken,
    RuleBroken,
    SentBefore,
    TooLate,
)
from exhibitions.bookings.actions.requests import (
    accept_offer,
    confirm_address,
    edit_booking,
    forget_booking,
    request_booking,
    send_link,
    send_link_again,
)

__all__ = [
    "AskedBefore",
    "BookingProblem",
    "Finding",
    "LimitReached",
    "NotAvailable",
    "Overtaken",
    "RuleBroken",
    "SentBefore",
    "TooLate",
    "accept_offer",
    "add_delivery_details",
    "cancel_booking",
    "close_set",
    "confirm_address",
    "confirm_booking",
    "decline_booking",
    "edit_booking",
    "expire_due",
    "finish_due",
    "forget_booking",
    "hand_over",
    "missing_in_contract",
    "move_booking",
    "offer_due",
    "open_set",
    "receive_feedback",
    "remind_due",
    "request_booking",
    "save_closure",
    "send_link",
    "send_link_again",
    "take_back",
]
