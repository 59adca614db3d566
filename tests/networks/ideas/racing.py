"""One of several processes that act on the same ideas at the same moment.

    python racing.py DATABASE-URL THREADS

Reads orders as lines of JSON: `{"act": NAME, "at": seconds since 1970, …}`. Every thread, each with
a connection of its own, does what NAME says at that moment; one line answers what each has got.
"""

import json
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

os.environ["DATABASE_URL"] = sys.argv[1]
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"

import django
from django.conf import settings

settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
django.setup()

from django.db import connection  # noqa: E402
from django.db.models import QuerySet  # noqa: E402
from django.utils import timezone  # noqa: E402

from networks.ideas import actions  # noqa: E402
from networks.ideas.models import AdviceDay, AdviceRound, ProjectIdea, Vote  # noqa: E402
from networks.ideas.states import AdviceStep, IdeaState, Way  # noqa: E402
from submissions.correspondence import MessageGone, draft_message, release_message  # noqa: E402
from submissions.models import AuditEntry, Message, OutboxMail, Submission  # noqa: E402
from submissions.retention import forget_due  # noqa: E402
from tests.networks.ideas.factories import (  # noqa: E402
    AdviceDayFactory,
    IdeaFactory,
    adviser,
    case_worker,
)

S = IdeaState
THREADS = int(sys.argv[2])
read = Barrier(THREADS)  # everybody has seen the same before anybody acts


def idea_of(order):
    """As each has it before her when she begins."""
    idea = ProjectIdea.objects.get(pk=order["idea"])
    read.wait(30)
    return idea


def make(number, order):
    """An idea in a state, and nothing else of ideas; only the first thread."""
    if number:
        return {}
    Vote.objects.all().delete()
    AdviceRound.objects.all().delete()
    AdviceDay.objects.all().delete()
    Submission.objects.filter(kind="idea").delete()
    OutboxMail.objects.all().delete()
    idea = IdeaFactory(reached=order.get("state", "draft"))
    AdviceDayFactory()
    return {"idea": idea.pk}


def make_many(number, order):
    """Ideas whose time is over, drafts among them; only the first thread."""
    if number:
        return {}
    make(0, {})
    Submission.objects.filter(kind="idea").delete()
    for _ in range(order["number"]):
        IdeaFactory()
        IdeaFactory(reached=S.NEW)
    Submission.objects.filter(kind="idea").update(forget_on=timezone.localdate())
    return {}


def receive(number, order):
    return {"won": actions.receive_idea(idea_of(order), consent=None)}


def begin(number, order):
    read.wait(30)
    return {"idea": actions.begin_idea({"title": "Eine Idee"}, key=order["key"]).pk}


def decide(number, order):
    """Each says no, in her own words."""
    actions.decline_idea(idea_of(order), by=None, seen=S.REVIEW, reason=f"Nein {number}")
    return {"won": True}


def answer_or_decline(number, order):
    """Even ones answer, odd ones decline, as they have seen it."""
    idea = idea_of(order)
    if number % 2:
        actions.decline_idea(idea, by=None, seen=S.QUESTION, reason="Nein.")
        return {"won": "decline"}
    actions.answer(idea, f"Antwort {number}")
    return {"answered": True}


def edit_or_take_up(number, order):
    """Even ones are the sender, odd ones begin to judge; all have seen the same version."""
    idea = idea_of(order)
    idea.version = order["version"]  # a slow process may have read what a quick one has written
    if number % 2:
        actions.take_up(idea, by=None, seen=S.NEW)
        return {"won": "take_up"}
    actions.change_idea(idea, {"title": f"Anders {number}"}, seen_version=order["version"])
    return {"won": f"Anders {number}"}


def draft(number, order):
    """A message to release; only the first thread."""
    if number:
        return {}
    idea = ProjectIdea.objects.get(pk=order["idea"])
    return {"message": draft_message(idea, by=None, text="Guten Tag.").pk}


def release(number, order):
    message = Message.objects.get(pk=order["message"])
    read.wait(30)
    release_message(message, by=None)
    return {"won": True}


def erasure(number, order):
    actions.ask_for_erasure(idea_of(order))
    return {}


def erase(number, order):
    actions.erase_idea(idea_of(order), by=None)
    return {}


def circle(number, order):
    """Even ones take the first for a duplicate of the second, odd ones the other way round."""
    first, second = ProjectIdea.objects.order_by("pk")[:2]
    if number % 2:
        first, second = second, first
    read.wait(30)
    actions.mark_duplicate(first, second, by=None, seen=S.NEW)
    return {"won": True}


def another(number, order):
    """One more idea; only the first thread."""
    return {} if number else {"idea": IdeaFactory(reached=S.NEW).pk}


def close_or_schedule(number, order):
    """Even ones close the day, odd ones put the idea on its agenda."""
    day = AdviceDay.objects.get()
    idea = idea_of(order)
    if number % 2:
        actions.schedule(idea, day, by=None, seen=S.REVIEW)
        return {"won": "schedule"}
    actions.close_day(day, by=None)
    return {"won": "close"}


def vote_or_conflict(number, order):
    """The same person votes and declares an interest."""
    the_round = AdviceRound.objects.select_related("idea").get(idea=order["idea"])
    person = the_round.idea.network.memberships.get(is_manager=False).user
    read.wait(30)
    if number == THREADS // 2:  # once: another one would clear away what the first has missed
        actions.declare_conflict(the_round.idea, by=person, reason="Verwandt.")
    else:
        actions.save_vote(
            the_round, AdviceStep.TECHNICAL, by=person, opinion="positive", hand_in=True
        )
    return {}


def a_member(number, order):
    """Somebody who votes; only the first thread."""
    if number == 0:
        idea = ProjectIdea.objects.get(pk=order["idea"])
        idea.network.memberships.all().delete()
        adviser(of=idea.network)
    return {}


def recommend(number, order):
    the_round = AdviceRound.objects.get(idea=order["idea"])
    read.wait(30)
    actions.recommend(the_round, by=None, recommendation=f"Ja {number}", way=Way.INVKG)
    return {"won": True}


def opinions(number, order):
    """What the groups say; only the first thread."""
    if number == 0:
        the_round = AdviceRound.objects.get(idea=order["idea"])
        for step in AdviceStep.values:
            actions.record_opinion(the_round, step, by=None, result="positive")
    return {}


def forget_and_reap(number, order):
    """What is due by itself, by everybody."""
    read.wait(30)
    return {"done": actions.reap_drafts() if number % 2 else forget_due()}


def without_condition(number, order):
    """The same update without looking at the state: every process, every thread."""
    if number % THREADS == 0:
        if not hasattr(QuerySet, "careful_filter"):
            QuerySet.careful_filter = QuerySet.filter
        QuerySet.filter = forgetful
    return {}


def forgetful(queryset, *conditions, **named):
    """As `filter`, for ideas without the state and the version that somebody has seen."""
    if queryset.model is ProjectIdea and "version" in named:
        named = {"pk": named["pk"]}
    return QuerySet.careful_filter(queryset, *conditions, **named)


def with_condition(number, order):
    """As it was."""
    if number % THREADS == 0 and hasattr(QuerySet, "careful_filter"):
        QuerySet.filter = QuerySet.careful_filter
    return {}


def look(number, order):
    """What the database holds now; only the first thread."""
    if number:
        return {}
    ideas = ProjectIdea.objects.order_by("pk")
    references = list(ideas.values_list("reference", flat=True))
    entries = AuditEntry.objects.filter(reference__in=references)
    return {
        "ideas": [
            [each.state, each.title, each.version, each.duplicate_of_id, bool(each.forgotten_at)]
            for each in ideas
        ],
        "mails": list(OutboxMail.objects.order_by("pk").values_list("key", flat=True)),
        "log": sorted(entries.values_list("action", flat=True)),
        "messages": list(Message.objects.order_by("pk").values_list("state", "text")),
        "days": [
            [bool(day.closed_at), day.rounds.filter(decided_at=None).count()]
            for day in AdviceDay.objects.all()
        ],
        "votes": Vote.objects.count(),
        "conflicts": sum(idea.conflicts.count() for idea in ideas),
        "forgotten": AuditEntry.objects.filter(action="submissions.forget").count(),
    }


def somebody(number, order):
    """Warm up: a connection for each thread."""
    if number == 0:
        case_worker()
    connection.ensure_connection()
    read.wait(30)
    return {}


def act(number, order):
    time.sleep(max(0, order["at"] - time.time()))
    try:
        return globals()[order["act"]](number, order)
    except (actions.IdeaProblem, MessageGone) as problem:
        return {"problem": type(problem).__name__}
    except Exception as problem:
        return {"problem": f"unexpected {type(problem).__name__}: {problem}"}


def main():
    with ThreadPoolExecutor(THREADS) as pool:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        for line in sys.stdin:
            order = json.loads(line)
            numbers = [order["process"] * THREADS + each for each in range(THREADS)]
            answers = list(pool.map(lambda number, order=order: act(number, order), numbers))
            sys.stdout.write(json.dumps(answers) + "\n")
            sys.stdout.flush()


main()
