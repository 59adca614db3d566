"""What the rules say of a period: ways, refusals with a way out, holidays that keep a set away."""

from datetime import date, timedelta

import pytest

from exhibitions.bookings.holidays import SchoolDays
from exhibitions.bookings.models import HolidayPeriod, LendingRules
from exhibitions.bookings.planner import Period, Planner
from submissions.months import add_months
from tests.exhibitions.bookings.factories import TODAY

GOOD = Period(date(2027, 4, 12), date(2027, 4, 23))
NEVER = [
    date(2026, 11, 18),  # Buß- und Bettag
    date(2027, 5, 7),  # the Friday after Himmelfahrt
    date(2027, 5, 18),  # Pfingsten
    *(date(2027, 2, day) for day in range(8, 20)),  # Winterferien
    date(2027, 4, 10),  # a Saturday
]


def planner(today=TODAY, periods=(), **rules):
    return Planner(LendingRules(**rules), SchoolDays(periods), today)


def taken(first, last, **options):
    """The first and the last day on which the set is taken."""
    start, end = planner(**options).stretch(Period(first, last))
    return start, end - timedelta(days=1)


def test_a_week_before_the_winter_holidays_takes_the_set_until_they_are_over():
    assert taken(date(2027, 2, 1), date(2027, 2, 5)) == (date(2027, 1, 29), date(2027, 2, 23))


def test_a_week_before_the_summer_holidays_takes_it_for_fifty_four_days():
    start, end = planner().stretch(Period(date(2027, 7, 5), date(2027, 7, 9)))

    assert (end - start).days == 54


def test_a_plain_fortnight_takes_the_day_before_and_two_days_after():
    assert taken(GOOD.first, GOOD.last) == (date(2027, 4, 9), date(2027, 4, 27))


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2027, 10, 25), date(2027, 11, 5)),  # the clocks go back on 31 October
        (date(2028, 3, 20), date(2028, 3, 31)),  # and forth on 26 March
    ],
)
def test_the_night_in_which_the_clocks_change_makes_no_day_longer_or_shorter(first, last):
    period = Period(first, last)

    assert period.days == 12
    assert period.weeks == 2
    assert planner(today=date(2027, 3, 1)).refusal(period) is None


@pytest.mark.parametrize("day", NEVER)
def test_a_day_without_school_is_never_first_last_or_a_day_of_delivery(day):
    plan = planner(today=date(2026, 10, 1), shortest_school_days=1)
    long = timedelta(days=20)

    assert plan.refusal(Period(day, day + long)).field == "first_day"
    assert plan.refusal(Period(day, day + long)) is not None
    ends = [period for weeks in (1, 2, 3) for week in plan.windows(weeks) for period in week]
    assert ends != []
    for period in ends:
        assert day not in {period.first, period.last, plan.delivery_day(period)}
        assert day != plan.collection_end(period)


def test_what_keeps_all_rules_is_not_refused():
    assert planner().refusal(GOOD) is None


@pytest.mark.parametrize(
    ("period", "field", "rule", "way_out"),
    [
        pytest.param(
            Period(GOOD.last, GOOD.first),
            "last_day",
            "Der letzte Tag liegt vor dem ersten.",
            "Bitte tauschen oder berichtigen Sie die Tage.",
            id="turned round",
        ),
        pytest.param(
            Period(date(2026, 12, 1), date(2026, 12, 11)),
            "first_day",
            "Wir brauchen 14 Tage Vorlauf.",
            "Der früheste erste Tag ist Di, 8. Dezember 2026.",
            id="too soon",
        ),
        pytest.param(
            Period(date(2028, 5, 15), date(2028, 5, 26)),
            "last_day",
            "So weit im Voraus planen wir nicht.",
            "Der letzte Tag kann bis Mi, 24. Mai 2028 sein.",
            id="too far",
        ),
        pytest.param(
            Period(date(2027, 4, 10), date(2027, 4, 23)),
            "first_day",
            "Am Sa, 10. April 2027 wird nicht übergeben: ein Wochenende.",
            "zum Beispiel Fr, 9. April 2027 oder Mo, 12. April 2027.",
            id="begins at a weekend",
        ),
        pytest.param(
            Period(date(2027, 2, 1), date(2027, 2, 9)),
            "last_day",
            "Am Di, 9. Februar 2027 wird nicht übergeben: Winterferien.",
            "zum Beispiel Fr, 5. Februar 2027 oder Mo, 22. Februar 2027.",
            id="ends in holidays",
        ),
        pytest.param(
            Period(date(2027, 4, 12), date(2027, 4, 15)),
            "last_day",
            "Das sind 4 Schultage. Eine Ausleihe dauert mindestens 5 Schultage;",
            "bitte wählen Sie einen späteren letzten Tag.",
            id="too short",
        ),
        pytest.param(
            Period(date(2027, 4, 12), date(2027, 5, 10)),
            "last_day",
            "Das sind 29 Tage. Eine Ausleihe dauert höchstens 28 Tage;",
            "bitte wählen Sie als letzten Tag spätestens Mi, 5. Mai 2027.",
            id="too long",
        ),
    ],
)
def test_a_refusal_names_the_field_the_rule_and_the_way_out(period, field, rule, way_out):
    refusal = planner().refusal(period)

    assert refusal.field == field
    assert refusal.message.startswith(rule)
    assert refusal.message.endswith(way_out)


def test_the_horizon_named_is_a_day_that_can_be_had():
    plan = planner(today=date(2026, 6, 6))

    refusal = plan.refusal(Period(date(2027, 11, 29), date(2028, 1, 14)))

    assert refusal.message.endswith("kann bis Mo, 6. Dezember 2027 sein.")


def test_days_after_the_last_known_holidays_are_refused_with_the_last_day_that_works():
    plan = planner(today=date(2029, 3, 1))
    end = plan.school_days.known_until

    refusal = plan.refusal(Period(date(2029, 8, 20), end + timedelta(days=10)))

    assert refusal.field == "last_day"
    assert refusal.message.startswith("Für diese Zeit kennen wir die Schulferien noch nicht.")


@pytest.mark.parametrize("today", [date(2028, 6, 1), date(2029, 3, 1), date(2029, 6, 20)])
def test_no_window_reaches_beyond_the_known_holidays(today):
    plan = planner(today=today)

    windows = [period for week in plan.windows(2) for period in week]

    assert all(plan.collection_end(each) <= plan.school_days.known_until for each in windows)


def test_the_last_day_named_for_unknown_holidays_is_the_last_that_can_be_had():
    plan = planner(today=date(2029, 3, 1))
    last = plan._back_by(plan.school_days.known_until)
    first = plan.school_days.before(last, 8)

    assert plan.refusal(Period(first, last)) is None
    later = plan.school_days.after(last, 1)
    assert plan.refusal(Period(first, later)).field == "last_day"


def test_in_the_holidays_nothing_can_be_had_that_would_have_left_before_them():
    plan = planner(today=date(2027, 8, 1))

    refusal = plan.refusal(Period(date(2027, 8, 23), date(2027, 9, 3)))

    assert refusal.field == "first_day"
    assert refusal.message == (
        "Bis dahin können wir nicht liefern, weil Ferien sind."
        " Der früheste erste Tag ist Di, 24. August 2027."
    )
    assert plan.refusal(Period(date(2027, 8, 24), date(2027, 9, 3))) is None


@pytest.mark.parametrize("lead_days", [0, 1, 14])
@pytest.mark.parametrize("after", range(0, 400, 7))
def test_no_set_ever_has_to_leave_in_the_past(lead_days, after):
    plan = planner(today=TODAY + timedelta(days=after), lead_days=lead_days)

    first_week = next(week for week in map(list, plan.windows(2)) if week)

    assert plan.delivery_day(first_week[0]) >= plan.today


def test_a_way_out_never_lies_before_the_lead_time():
    plan = planner(today=date(2026, 12, 10))

    refusal = plan.refusal(Period(date(2027, 1, 1), date(2027, 1, 15)))

    assert refusal.message.endswith("zum Beispiel Mo, 4. Januar 2027.")


def test_the_team_is_kept_only_from_what_nobody_can_have():
    plan = planner()

    assert plan.impossibility(Period(date(2026, 11, 25), date(2027, 12, 25))) is None
    assert plan.impossibility(Period(GOOD.last, GOOD.first)).field == "last_day"
    for last in (plan.school_days.known_until, date(9999, 12, 31)):
        assert plan.impossibility(Period(GOOD.first, last)).field == "last_day"


@pytest.mark.parametrize(
    "period", [Period(date.min, date.max), Period(date.max, date.max), Period(date.min, date.min)]
)
def test_dates_that_nobody_means_are_refused_and_break_nothing(period):
    assert planner().refusal(period) is not None


def test_holidays_on_the_way_back_are_said_with_the_day_until_which_the_set_is_away():
    lengthening = planner().lengthening(Period(date(2027, 2, 1), date(2027, 2, 5)))

    assert lengthening.holiday == "Winterferien"
    assert lengthening.until == date(2027, 2, 23)


def test_a_shorter_choice_is_back_before_the_holidays():
    plan = planner()

    choice = plan.shorter(Period(date(2027, 1, 25), date(2027, 2, 5)))

    assert choice == Period(date(2027, 1, 25), date(2027, 2, 3))
    assert plan.collection_end(choice) == date(2027, 2, 5)


def test_where_nothing_shorter_is_long_enough_none_is_offered():
    assert planner().shorter(Period(date(2027, 2, 1), date(2027, 2, 5))) is None


def test_a_plain_fortnight_is_not_lengthened():
    assert planner().lengthening(GOOD) is None


@pytest.mark.parametrize("days_after", [2, 5, 6, 10, 20])
def test_a_long_way_without_holidays_is_nobodys_lengthening(days_after):
    plan = planner(delivery_days_after=days_after)

    assert plan.lengthening(Period(date(2027, 8, 30), date(2027, 9, 3))) is None


def test_an_editors_period_lengthens_a_loan_and_is_named():
    closed = HolidayPeriod(name="Schulfrei", first_day=date(2027, 4, 26), last_day=date(2027, 5, 5))

    lengthening = planner(periods=[closed]).lengthening(GOOD)

    assert lengthening.holiday == "Schulfrei"


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 11, 24), 18, date(2028, 5, 24)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_its_month(day, months, later):
    assert add_months(day, months) == later


@pytest.mark.parametrize(
    ("first", "last", "weeks"),
    [
        (date(2027, 4, 12), date(2027, 4, 16), 1),
        (date(2027, 4, 16), date(2027, 4, 19), 2),
        (date(2026, 12, 28), date(2027, 1, 4), 2),
    ],
)
def test_a_period_counts_the_calendar_weeks_that_it_touches(first, last, weeks):
    assert Period(first, last).weeks == weeks
