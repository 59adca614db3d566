"""Files with a submission: row and bytes stay together, limits hold, no form loses a file."""

import os
import time
from contextlib import suppress
from datetime import timedelta

import pytest
from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.datastructures import MultiValueDict

from submissions.attachments import (
    FormWithAttachments,
    attach,
    check_upload,
    remove,
    total_size,
)
from submissions.attachments import kept_bytes as kept
from submissions.attachments.limits import LARGEST_FILE
from submissions.models import Attachment, AuditEntry, Submission
from submissions.retention import forget
from tests.factories import UserFactory
from tests.submissions.evil_files import PAGE, pdf, picture, spaces

pytestmark = pytest.mark.usefixtures("room")


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """What happens in it is certain when it ends."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def files_in(room):
    return sorted(path.name for path in room.rglob("*") if path.is_file())


def upload(name="plan.pdf", content=None):
    return SimpleUploadedFile(name, pdf() if content is None else content)


def numbered(number, size=0):
    return upload(f"plan-{number}.pdf", pdf(b"% " + str(number).encode() + b"\n" + spaces(size)))


def code_of(problem):
    return [each.code for each in problem.value.error_list]


# --- Row and bytes -----------------------------------------------------------------------------


def test_a_file_is_kept_under_a_name_that_says_nothing(submission, room):
    attachment = attach(submission, upload("../Kanaria Vogel.pdf"))

    assert attachment.name == "Kanaria Vogel.pdf"
    assert attachment.content_type == "application/pdf"
    assert len(files_in(room)) == 1
    assert "anari" not in attachment.file.name
    assert attachment.file.read() == pdf()
    assert os.stat(attachment.file.path).st_mode & 0o777 == 0o600
    assert os.stat(attachment.file.path).st_mode & 0o077 == 0


def test_the_same_file_sent_twice_is_one(submission, room):
    first = attach(submission, upload())

    assert attach(submission, upload("anders genannt.pdf")) == first
    assert len(files_in(room)) == 1


def test_the_eleventh_file_is_refused(submission, room):
    for number in range(10):
        attach(submission, numbered(number))

    with pytest.raises(ValidationError) as problem:
        attach(submission, numbered(10))

    assert code_of(problem) == ["too_many"]
    assert len(files_in(room)) == 10


def test_more_than_thirty_megabytes_are_refused(submission, room):
    for number in range(3):
        attach(submission, numbered(number, 9_900_000))

    with pytest.raises(ValidationError) as problem:
        attach(submission, numbered(4, 2_000_000))

    assert code_of(problem) == ["too_much"]
    assert total_size(submission) < 30 * 1024 * 1024
    assert len(files_in(room)) == 3


def test_bytes_of_a_transaction_that_fails_are_gone(submission, room):
    class Trouble(Exception):
        pass

    def fail():
        with transaction.atomic():
            attach(submission, upload())
            assert len(files_in(room)) == 1
            raise Trouble

    with pytest.raises(Trouble):
        fail()

    assert files_in(room) == []
    assert not Attachment.objects.exists()


def test_bytes_of_a_step_that_is_taken_back_are_gone_and_others_stay(submission, room, committed):
    with committed():
        attach(submission, numbered(1))
        with suppress(ValueError), transaction.atomic():
            attach(submission, numbered(2))
            raise ValueError

    assert len(files_in(room)) == 1
    assert Attachment.objects.get().name == "plan-1.pdf"


def test_bytes_stay_until_the_removal_is_certain(submission, room, committed):
    with committed():
        attachment = attach(submission, upload())

    with committed():
        remove(attachment)
        assert len(files_in(room)) == 1

    assert files_in(room) == []


def test_a_removal_that_fails_leaves_the_bytes(submission, room, committed):
    with committed():
        attachment = attach(submission, upload())

    with committed(), suppress(ValueError), transaction.atomic():
        remove(attachment)
        raise ValueError

    assert len(files_in(room)) == 1
    assert Attachment.objects.get().file.read() == pdf()


@pytest.mark.parametrize(
    "delete",
    [
        lambda submission: submission.delete(),
        lambda submission: Submission.objects.filter(pk=submission.pk).delete(),
        lambda submission: submission.attachments.all().delete(),
        forget,
    ],
    ids=["submission", "queryset", "rows", "forget"],
)
def test_whatever_deletes_the_row_deletes_the_bytes(submission, room, delete, committed):
    with committed():
        attach(submission, upload())

    with committed():
        delete(Submission.objects.get(pk=submission.pk))

    assert files_in(room) == []


def test_a_full_disk_is_said_at_the_field_and_leaves_nothing(submission, room):
    (room / "attachments").write_text("a file where the folder should be")

    with pytest.raises(ValidationError) as problem:
        attach(submission, upload())

    assert code_of(problem) == ["not_stored"]
    assert not submission.attachments.exists()


def test_an_orphan_goes_after_a_day(submission, room):
    own = attach(submission, upload())
    storage = kept.store()
    old, young = (storage.save(f"attachments/{name}", upload()) for name in ("old", "young"))
    long_ago = time.time() - timedelta(days=1, minutes=1).total_seconds()
    for name in (old, own.file.name):
        os.utime(storage.path(name), (long_ago, long_ago))

    assert kept.delete_orphans() == 1

    assert not storage.exists(old)
    assert storage.exists(young)
    assert storage.exists(own.file.name)


def test_orphans_are_looked_for_once_an_hour(room, db):
    assert kept.delete_orphans() == 0
    kept.store().save("attachments/old", upload())
    os.utime(room / "attachments/old", (0, 0))

    assert kept.delete_orphans() == 0
    cache.clear()
    assert kept.delete_orphans() == 1


def test_what_the_team_attaches_and_removes_is_in_the_log(submission):
    person = UserFactory()

    remove(attach(submission, upload("Kanaria.pdf"), by=person), by=person)

    lines = AuditEntry.objects.filter(reference=submission.reference).order_by("pk")
    assert [line.action for line in lines] == ["attachments.add", "attachments.remove"]
    assert "anaria" not in str([line.changes for line in lines])


# --- The form ----------------------------------------------------------------------------------


class Letter(FormWithAttachments, forms.Form):
    title = forms.CharField(max_length=20)


def letter(submission, *files, data=None):
    sent = MultiValueDict({"attachments": list(files)})
    return Letter({"title": "Idee"} if data is None else data, sent, attached_to=submission)


def test_files_are_kept_although_another_field_is_wrong(submission):
    form = letter(submission, numbered(1), numbered(2), data={"title": ""})

    form.keep_uploads(submission)

    assert not form.is_valid()
    assert list(form.errors) == ["title"]
    assert [each.name for each in form.attached] == ["plan-1.pdf", "plan-2.pdf"]


def test_a_bad_file_takes_no_good_one_along(submission):
    form = letter(submission, numbered(1), upload("seite.pdf", PAGE), numbered(2))

    form.keep_uploads(submission)

    assert not form.is_valid()
    assert form.errors["attachments"] == [
        "„seite.pdf“ ist nicht das, was die Endung sagt. Bitte öffnen Sie die Datei in ihrem"
        " Programm, und speichern Sie sie neu, am besten als PDF."
    ]
    assert [each.name for each in form.attached] == ["plan-1.pdf", "plan-2.pdf"]


def test_each_bad_file_has_its_own_message(submission):
    form = letter(submission, upload("a.exe"), upload("leer.pdf", b""), upload("b.pdf", PAGE))

    assert [message.split("“")[0] for message in form.errors["attachments"]] == [
        "„a.exe",
        "„leer.pdf",
        "„b.pdf",
    ]


def test_files_that_are_too_many_are_named(submission):
    form = letter(submission, *[numbered(number) for number in range(12)])

    form.keep_uploads(submission)

    assert len(form.attached) == 10
    assert [message[:8] for message in form.errors["attachments"]] == ["„plan-10", "„plan-11"]


def test_a_form_without_files_is_in_order(submission):
    form = letter(submission)

    assert form.keep_uploads(submission) == []
    assert form.is_valid()


def test_a_form_sent_again_changes_nothing(submission):
    for _ in range(2):
        form = letter(submission, numbered(1), upload("bild.jpg", picture()))
        form.keep_uploads(submission)
        assert form.is_valid()

    assert submission.attachments.count() == 2


def test_a_file_is_removed_by_its_button(submission):
    gone, stays = attach(submission, numbered(1)), attach(submission, numbered(2))
    form = letter(submission, data={"title": "", "remove_attachment": str(gone.pk)})

    assert form.wants_removal
    form.remove_chosen()

    assert form.attached == [stays]


@pytest.mark.parametrize("value", ["", "x", "999999999", "\x00", "-1", "9" * 400])
def test_a_button_that_nobody_made_removes_nothing(submission, value):
    stays = attach(submission, numbered(1))
    form = letter(submission, data={"remove_attachment": value})

    form.remove_chosen()

    assert form.attached == [stays]


def test_nobody_removes_the_file_of_another_submission(submission):
    from tests.exhibitions.bookings.factories import BookingFactory

    foreign = attach(BookingFactory(), numbered(1))
    form = letter(submission, data={"remove_attachment": str(foreign.pk)})

    form.remove_chosen()

    assert Attachment.objects.filter(pk=foreign.pk).exists()


def test_the_field_says_its_limits_and_shows_what_is_there(submission):
    from django.template.loader import render_to_string

    attachment = attach(submission, upload('a"b<i>.pdf'))
    page = render_to_string("components/attachments_field.html", {"form": letter(submission)})

    assert 'type="file"' in page
    assert " multiple" in page
    assert "jede bis 10 MB" in page
    assert f'name="remove_attachment"\n                        value="{attachment.pk}"' in page
    assert "<i>" not in page


def test_a_large_file_is_measured_by_what_was_sent():
    file = upload()
    file.size = LARGEST_FILE + 1

    with pytest.raises(ValidationError) as problem:
        check_upload(file)

    assert code_of(problem) == ["too_large"]
