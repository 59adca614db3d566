"""The only functions that change an idea. Forms, views, commands and the admin call these."""

from networks.ideas.actions.advice import (
    close_day,
    declare_conflict,
    missing_steps,
    open_round,
    recommend,
    record_opinion,
    reorder,
    save_vote,
    schedule,
    unschedule,
    withdraw_conflict,
)
from networks.ideas.actions.consent import publish_consent
from networks.ideas.actions.drafts import (
    begin_idea,
    delete_draft,
    reap_drafts,
    save_answers,
    save_draft,
    send_draft_link,
)
from networks.ideas.actions.forgetting import erase_idea, forget_idea
from networks.ideas.actions.minutes import Said, fingerprint, save_minutes
from networks.ideas.actions.problems import IdeaProblem, NotAllowed, Overtaken, TooMany
from networks.ideas.actions.receiving import receive_idea, reject_suspect, release_suspect
from networks.ideas.actions.routes import change_routes
from networks.ideas.actions.sender import (
    allow_showing,
    answer,
    ask_for_erasure,
    change_idea,
    send_contents_link,
    send_links_again,
    withdraw_idea,
)
from networks.ideas.actions.triage import (
    ask_sender,
    assign_network,
    carry_on,
    decline_idea,
    mark_duplicate,
    resume,
    take_up,
)

__all__ = [
    "IdeaProblem",
    "NotAllowed",
    "Overtaken",
    "Said",
    "TooMany",
    "allow_showing",
    "answer",
    "ask_for_erasure",
    "ask_sender",
    "assign_network",
    "begin_idea",
    "carry_on",
    "change_idea",
    "change_routes",
    "close_day",
    "declare_conflict",
    "decline_idea",
    "delete_draft",
    "erase_idea",
    "fingerprint",
    "forget_idea",
    "mark_duplicate",
    "missing_steps",
    "open_round",
    "publish_consent",
    "reap_drafts",
    "receive_idea",
    "recommend",
    "record_opinion",
    "reject_suspect",
    "release_suspect",
    "reorder",
    "resume",
    "save_answers",
    "save_draft",
    "save_minutes",
    "save_vote",
    "schedule",
    "send_contents_link",
    "send_draft_link",
    "send_links_again",
    "take_up",
    "unschedule",
    "withdraw_conflict",
    "withdraw_idea",
]
