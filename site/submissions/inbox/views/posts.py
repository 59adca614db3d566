"""What is sent from the page of a submission, whatever its kind.

Each answers a form of the detail page. Where it is refused, a page of its own shows it again with
what was typed.
"""

from hashlib import sha256

from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views import View
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages

from submissions import audit, correspondence
from submissions.attachments.answers import download_answer
from submissions.inbox import actions
from submissions.inbox.detail import is_outdated
from submissions.inbox.forms import AssignForm, DraftForm, DueForm, NoteForm, TagsForm
from submissions.inbox.views.access import OfOneSubmission
from submissions.kinds import child_of
from submissions.models import Attachment, Message, Stage, SubmissionTag
from submissions.outbox import mail_in_words
from submissions.policy import CHANGE, VIEW, who_may_see


class PostView(OfOneSubmission, FormView):
    """One form. Asked for by GET it leads to the page of the submission."""

    template_name = "submissions/inbox/post_form.html"
    success_message = ""
    button = "Speichern"
    fragment = ""

    def get(self, request, *args, **kwargs):
        return redirect(self.line.row.url)

    def form_valid(self, form):
        try:
            self.act(form)
        except actions.Overtaken as problem:
            form.data = form.data.copy()
            form.data["seen"] = self.seen_now()
            form.add_error(None, str(problem))
            return self.form_invalid(form)
        except actions.InboxProblem as problem:
            form.add_error(None, str(problem))
            return self.form_invalid(form)
        messages.success(self.request, self.success_message)
        return redirect(self.back + self.fragment)

    def act(self, form) -> None:
        raise NotImplementedError

    def seen_now(self) -> str:
        """What the form shall have seen when it is sent again."""
        return ""

    def get_context_data(self, **kwargs):
        self.submission.refresh_from_db()
        return super().get_context_data(**kwargs) | {
            "submission": self.submission,
            "row": self.line.row,
            "next": self.back,
            "button": self.button,
            "words": list(SubmissionTag.objects.order_by("name").values_list("name", flat=True)),
        }


class NoteView(PostView):
    """A note; whoever is mentioned hears of it."""

    form_class = NoteForm
    page_title = "Interne Notiz"
    success_message = "Die Notiz ist gespeichert."
    fragment = "#tab-notizen"

    def get_form_kwargs(self):
        others = [each for each in who_may_see(self.submission) if each != self.request.user]
        return super().get_form_kwargs() | {"people": others}

    def act(self, form):
        if self.submission.forgotten_at:
            raise actions.InboxProblem("Die Daten dieses Vorgangs sind gelöscht.")
        correspondence.add_note(
            self.submission,
            by=self.request.user,
            text=form.cleaned_data["text"],
            mentions=form.mentioned,
        )


class AssignView(PostView):
    """Who is in charge."""

    needs = CHANGE
    form_class = AssignForm
    page_title = "Zuständig"
    success_message = "Die Zuständigkeit ist geändert."

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"people": who_may_see(self.submission)}

    def act(self, form):
        actions.assign(
            self.submission,
            form.cleaned_data["person"],
            by=self.request.user,
            seen=form.cleaned_data["seen"],
        )

    def seen_now(self):
        self.submission.refresh_from_db()
        return str(self.submission.assignee_id or "")


class DueView(PostView):
    """Until when."""

    needs = CHANGE
    form_class = DueForm
    page_title = "Zu erledigen bis"
    success_message = "Die Frist ist geändert."

    def act(self, form):
        given = form.cleaned_data
        actions.set_due(self.submission, given["due"], by=self.request.user, seen=given["seen"])

    def seen_now(self):
        self.submission.refresh_from_db()
        return self.submission.due.isoformat() if self.submission.due else ""


class TagsView(PostView):
    """Which words it has."""

    needs = CHANGE
    form_class = TagsForm
    page_title = "Schlagwörter"
    success_message = "Die Schlagwörter sind geändert."

    def act(self, form):
        actions.set_tags(
            self.submission,
            actions.tags_named(form.cleaned_data["words"]),
            by=self.request.user,
            seen=form.cleaned_data["seen"],
        )

    def seen_now(self):
        return ",".join(str(pk) for pk in sorted(actions.tag_pks(self.submission)))


# --- Messages to the sender -------------------------------------------------------------------
class DraftView(PostView):
    """Begin a message; it waits until somebody releases it."""

    needs = CHANGE
    form_class = DraftForm
    page_title = "Nachricht entwerfen"
    button = "Entwurf speichern und ansehen"

    def form_valid(self, form):
        message = correspondence.draft_message(
            self.submission, by=self.request.user, text=form.cleaned_data["text"]
        )
        return redirect("inbox:message", self.submission.pk, message.pk)


class MessageView(OfOneSubmission, TemplateView):
    """A draft as it would be read: word it anew, let it leave, or throw it away."""

    needs = CHANGE
    template_name = "submissions/inbox/message.html"
    page_title = "Nachricht"

    @cached_property
    def message(self) -> Message:
        found = self.submission.messages.select_related("author", "released_by")
        return get_object_or_404(found, pk=self.kwargs["message"])

    @cached_property
    def form(self) -> DraftForm:
        is_saving = self.request.POST.get("handlung") == "speichern"
        return DraftForm(
            self.request.POST if is_saving else None, initial={"text": self.message.text}
        )

    def post(self, request, *args, **kwargs):
        try:
            return self.act(request.POST.get("handlung", ""))
        except correspondence.MessageGone:
            messages.error(request, GONE)
        return redirect("inbox:message", self.submission.pk, self.message.pk)

    def act(self, what: str):
        by = self.request.user
        if self.request.POST.get("gesehen", "") != digest(self.message):
            raise correspondence.MessageGone
        match what:
            case "speichern":
                if not self.form.is_valid():
                    return self.render_to_response(self.get_context_data())
                text = self.form.cleaned_data["text"]
                correspondence.revise_draft(self.message, by=by, text=text)
                messages.success(self.request, "Der Entwurf ist gespeichert.")
                return redirect("inbox:message", self.submission.pk, self.message.pk)
            case "freigeben" if self.submission.stage == Stage.SUSPECT:
                messages.error(self.request, SUSPECT)
                return self.render_to_response(self.get_context_data())
            case "freigeben":
                correspondence.release_message(self.message, by=by)
                messages.success(self.request, "Die Nachricht ist freigegeben.")
            case "verwerfen":
                correspondence.discard_message(self.message, by=by)
                messages.success(self.request, "Der Entwurf ist verworfen.")
            case _:
                return self.render_to_response(self.get_context_data())
        return redirect(f"{self.line.row.url}#tab-nachrichten")

    def get_context_data(self, **kwargs):
        message = self.message
        subject, body = mail_in_words(
            self.submission, correspondence.MESSAGE, {"text": message.text}
        )
        return super().get_context_data(**kwargs) | {
            "submission": self.submission,
            "row": self.line.row,
            "message": message,
            "is_draft": message.state == Message.State.DRAFT,
            "is_outdated": is_outdated(message, child_of(self.submission)),
            "has_address": bool(self.submission.contact_email),
            "subject": subject,
            "body": body,
            "form": self.form,
            "seen": digest(message),
        }


GONE = (
    "Jemand war schneller: Die Nachricht ist nicht mehr, wie Sie sie gesehen haben. Es ist nichts"
    " geschehen."
)
SUSPECT = (
    "Solange ein Verdacht auf Spam besteht, geht keine Nachricht hinaus. Geben Sie den Vorgang"
    " zuerst als „kein Spam“ frei."
)


def digest(message: Message) -> str:
    """Changes with every word and every step of a message."""
    return sha256(f"{message.state} {message.text}".encode()).hexdigest()[:32]


# --- Suspects ---------------------------------------------------------------------------------
class JudgeView(OfOneSubmission, View):
    """One click on a suspect."""

    needs = CHANGE
    http_method_names = ["post"]
    judge = staticmethod(actions.release_suspect)
    done = ""

    def post(self, request, *args, **kwargs):
        try:
            self.judge(self.submission, by=request.user)
        except actions.InboxProblem as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, f"{self.submission.reference}: {self.done}")
        return redirect(self.back)


class ReleaseView(JudgeView):
    """It is no spam."""

    done = "Kein Spam. Der Vorgang ist jetzt im Eingang."


class RejectView(JudgeView):
    """It is spam."""

    judge = staticmethod(actions.reject_suspect)
    done = "Als Spam abgelehnt."


# --- Attachments ------------------------------------------------------------------------------
class AttachmentView(OfOneSubmission, View):
    """A file, to be saved and never to be shown by the browser."""

    needs = VIEW
    http_method_names = ["get"]

    def get(self, request, *args, **kwargs):
        attachment = get_object_or_404(
            Attachment, submission=self.submission, pk=self.kwargs["attachment"]
        )
        response = download_answer(attachment)
        audit.write(
            audit.DOWNLOAD, by=request.user, about=self.submission, changes={"file": attachment.pk}
        )
        return response
