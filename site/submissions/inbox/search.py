"""Words of the inbox: each has to be found, and none is ever read as a command."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet, TextField, Value
from django.db.models.functions import Concat

from german.words import Wanted, search_words, wanted_words
from submissions.kinds import child_of, kind_of
from submissions.models import Submission
from submissions.policy import CHANGE, submissions_for

MOST_WORDS = 20
MOST_SIGNS = 500
AT_ONCE = 200  # rows of one round of the job


def index(submission: Submission) -> None:
    """Note down anew what a search looks at. To be called when anything of it was written."""
    submission = Submission.objects.get(pk=submission.pk)
    if submission.forgotten_at:
        return
    names = submission.attachments.values_list("name", flat=True)
    own = kind_of(submission).search_words(child_of(submission))
    contact = [submission.contact_name, submission.contact_email, *_phone(submission)]
    Submission.objects.filter(pk=submission.pk).update(
        search_words=search_words(" ".join([submission.reference, own, *names])),
        contact_words=search_words(" ".join(contact)),
    )


def index_missing() -> int:
    """Index what never was: rows from before there was a search; how many."""
    missing = Submission.objects.filter(search_words="", forgotten_at=None).order_by("pk")[:AT_ONCE]
    for submission in missing:
        index(submission)
    return len(missing)


def _phone(submission: Submission) -> list[str]:
    """As it was typed, and in one piece as one dials it."""
    digits = "".join(sign for sign in submission.contact_phone if sign.isdecimal())
    for country in ("0049", "49"):
        if digits.startswith(country):
            return [submission.contact_phone, digits, f"0{digits.removeprefix(country)}"]
    return [submission.contact_phone, digits]


@dataclass(frozen=True)
class Query:
    """What somebody searches for. `remarks` say of which words it could make nothing."""

    wanted: tuple[Wanted, ...]
    remarks: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Query":
        """Read what was typed, whatever it is."""
        remarks = []
        if len(text) > MOST_SIGNS:
            remarks.append(f"Gesucht wird nach den ersten {MOST_SIGNS} Zeichen.")
        words = wanted_words(text[:MOST_SIGNS])
        content = [each for each in words if not each.is_stop_word]
        if content and len(content) < len(words):
            left_out = ", ".join(each.typed for each in words if each.is_stop_word)
            remarks.append(f"Nicht gesucht wird nach Füllwörtern: {left_out}.")
        wanted = content or words  # where there is nothing else they are meant
        if len(wanted) > MOST_WORDS:
            remarks.append(f"Gesucht wird nach den ersten {MOST_WORDS} Wörtern.")
        if text.strip() and not wanted:
            remarks.append("In der Suche steht kein Wort und keine Zahl: Sie zeigt alles.")
        return cls(tuple(wanted[:MOST_WORDS]), tuple(remarks))

    def narrow(self, submissions: QuerySet[Submission], user) -> QuerySet[Submission]:
        """Those in which every word is found; in the contact only where `user` may read it."""
        if not self.wanted:
            return submissions
        readable = submissions_for(user, CHANGE).order_by().values("pk")
        return submissions.alias(
            all_words=Concat("search_words", Value(" "), "contact_words", output_field=TextField())
        ).filter(
            self._found_in("search_words") | (Q(pk__in=readable) & self._found_in("all_words"))
        )

    def _found_in(self, field: str) -> Q:
        found = Q()
        for word in self.wanted:
            any_stem = Q()
            for each in word.stems:
                any_stem |= Q(**{f"{field}__contains": each})
            found &= any_stem
        return found
