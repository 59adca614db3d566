"""The only functions that change an enquiry. Forms, views, commands and the admin call these."""

from home.enquiries.actions.problems import EnquiryProblem, LimitReached, NoAddress, Overtaken
from home.enquiries.actions.sending import (
    Sending,
    ask_deletion,
    receive_enquiry,
    reply,
    send_link,
    send_link_again,
    withdraw,
)
from home.enquiries.actions.work import (
    REOPENED,
    answer,
    ask,
    close,
    close_answered,
    forget_enquiry,
    mark,
    reject,
    release,
    reopen,
    take,
)

__all__ = [
    "REOPENED",
    "EnquiryProblem",
    "LimitReached",
    "NoAddress",
    "Overtaken",
    "Sending",
    "answer",
    "ask",
    "ask_deletion",
    "close",
    "close_answered",
    "forget_enquiry",
    "mark",
    "receive_enquiry",
    "reject",
    "release",
    "reopen",
    "reply",
    "send_link",
    "send_link_again",
    "take",
    "withdraw",
]
