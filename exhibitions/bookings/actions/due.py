"""What happens by itself when its time has come. Safe to run twice and side by side."""

import logging
from collections.abc import Callable, Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from exhibitions.bookings import mail
from exhibitions.bookings.actions.decisions import keep_shortly
from exhibitions.bookings.actions.problems import Overtaken
from exhibitions.bookings.actions.steps import lock_sets, move, record, retried
from exhibitions.bookings.actions.waiting import let_go, offer_to_waiting
from exhibitions.bookings.holidays import DAY
from exhibitions.bookings.models import Booking, LendingRules, Reminder
from exhibitions.bookings.states import AGREED, ENDING, BookingState
from submissions.working_days import working_day_after

logger = logging.getLogger(__name__)

SOON = 14  # days before the first day
ENDS = 2  # days before the last
REPORT, REPORT_AGAIN = 3, 10  # days after the last
FINISHED = 60  # days after which nobody is asked any more
LATE_JOB = 30  # days after which a reminder is not made up for


def expire_due() -> int:
    """End holds that nobody confirmed and offers that nobody took; how many."""
    return _each(_expire, _ended())


def _ended() -> QuerySet[Booking]:
    held = Q(state__in={*ENDING, BookingState.WAITING}, hold_until__lte=timezone.now())
    waited = Q(state=BookingState.WAITING, hold_until=None, waits_until__lt=timezone.localdate())
    return Booking.objects.filter(held | waited)


@retried
@transaction.atomic
def _expire(booking: Booking) -> bool:
    lock_sets()
    ended = _ended().select_for_update(of=("self",)).filter(pk=booking.pk).first()
    if ended is None:  # confirmed in this moment
        return False
    booking, seen = ended, ended.state
    key = {
        BookingState.OFFERED: "waiting.offer_expired",
        BookingState.UNCONFIRMED: "booking.unconfirmed_expired",
    }.get(seen, "waiting.over" if booking.confirmed_address_at else "")
    move(booking, seen, BookingState.EXPIRED, hold_until=None)
    keep_shortly(booking)
    record(booking, "expire")
    if key:
        mail.send(booking, key)
    let_go(booking)
    return True


@retried
@transaction.atomic
def offer_due() -> int:
    """Offer what has become free by itself, as time goes on; how many offers."""
    return offer_to_waiting()


def remind_due() -> int:
    """Write to schools and team what they should not forget; how many mails."""
    today = timezone.localdate()
    rules = LendingRules.load()
    bookings = Booking.objects.select_related("occupancy")
    confirmed = bookings.in_states({BookingState.CONFIRMED})
    at_school = bookings.in_states({BookingState.CONFIRMED, BookingState.OUT})
    seen = bookings.in_states(AGREED).filter(feedback__isnull=True)
    out = bookings.in_states({BookingState.OUT}).filter(occupancy__end__lte=today)
    long_ago = today - DAY * LATE_JOB
    unanswered = bookings.in_states({BookingState.REQUESTED}).filter(
        confirmed_address_at__lte=timezone.now() - timedelta(days=rules.warn_working_days)
    )
    return sum(
        [
            _remind(
                confirmed.filter(first_day__gt=today, first_day__lte=today + DAY * SOON),
                "booking.soon",
                lambda each: mail.send(
                    each, "booking.soon", delivery_day=mail.day(mail.delivery_day(each))
                ),
            ),
            _remind(
                at_school.filter(
                    first_day__lte=today,
                    last_day__gte=today,
                    last_day__lte=today + DAY * ENDS,
                ),
                "booking.ends",
            ),
            _remind(out.filter(last_day__gt=long_ago), "booking.overdue"),
            _remind(out, "team.overdue", lambda each: mail.tell_team(each, "team.overdue")),
            _remind(
                seen.filter(last_day__lte=today - DAY * REPORT, last_day__gt=long_ago),
                "booking.report",
            ),
            _remind(
                seen.filter(
                    last_day__lte=today - DAY * REPORT_AGAIN,
                    last_day__gt=long_ago,
                    reminders__key="booking.report",
                    reminders__sent_at__lte=timezone.now() - DAY * (REPORT_AGAIN - REPORT),
                ),
                "booking.report_again",
            ),
            _remind(
                [each for each in unanswered if _is_unanswered(each, rules)],
                "team.unanswered",
                lambda each: mail.tell_team(each, "team.unanswered", days=str(_days_waiting(each))),
            ),
        ]
    )


def finish_due() -> int:
    """Close loans that are back and reported on, or of which nothing more is to come; how many."""
    today = timezone.localdate()
    back = Booking.objects.in_states({BookingState.RETURNED})
    reported = back.filter(feedback__isnull=False)
    silent = back.filter(feedback__isnull=True, last_day__lt=today - DAY * FINISHED)
    return _each(_finish, [*reported, *silent])


@retried
@transaction.atomic
def _finish(booking: Booking) -> bool:
    try:
        move(booking, BookingState.RETURNED, BookingState.CLOSED)
    except Overtaken:
        return False
    record(booking, "close")
    return True


def _remind(
    bookings: Iterable[Booking], key: str, write: Callable[[Booking], object] | None = None
) -> int:
    """Write once to each; who else runs this job at the same time loses at the constraint."""
    reminded = set(Reminder.objects.filter(key=key).values_list("booking", flat=True))

    @retried
    @transaction.atomic
    def remind(booking: Booking) -> bool:
        _, is_first = Reminder.objects.get_or_create(booking=booking, key=key)
        if is_first:
            (write or (lambda each: mail.send(each, key)))(booking)
        return is_first

    return _each(remind, (each for each in bookings if each.pk not in reminded))


def _each(action: Callable[[Booking], bool], bookings: Iterable[Booking]) -> int:
    """Do it with each; how many were done. One that fails keeps no other from its turn."""
    done = 0
    for booking in bookings:
        try:
            done += action(booking)
        except Exception:
            logger.exception("What was due with %s has failed", booking)
    return done


def _days_waiting(booking: Booking) -> int:
    return (timezone.now() - booking.confirmed_address_at).days


def _is_unanswered(booking: Booking, rules: LendingRules) -> bool:
    since = timezone.localdate(booking.confirmed_address_at)
    return working_day_after(since, rules.warn_working_days) <= timezone.localdate()
