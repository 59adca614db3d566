"""Sets, what takes them, loans, and the rules they keep."""

from exhibitions.bookings.models.bookings import KIND, Booking, InstitutionType, Reminder
from exhibitions.bookings.models.condition import ConditionReport, PartCondition
from exhibitions.bookings.models.feedback import Feedback
from exhibitions.bookings.models.occupancy import Closure, Occupancy
from exhibitions.bookings.models.pages import LendingPage, TermsPage, TourPage
from exhibitions.bookings.models.rules import HolidayPeriod, LendingRules
from exhibitions.bookings.models.sets import Condition, PosterSet, SetPart
from exhibitions.bookings.models.terms import LoanContract, LoanTerms

__all__ = [
    "KIND",
    "Booking",
    "Closure",
    "Condition",
    "ConditionReport",
    "Feedback",
    "HolidayPeriod",
    "InstitutionType",
    "LendingPage",
    "LendingRules",
    "LoanContract",
    "LoanTerms",
    "Occupancy",
    "PartCondition",
    "PosterSet",
    "Reminder",
    "SetPart",
    "TermsPage",
    "TourPage",
]
