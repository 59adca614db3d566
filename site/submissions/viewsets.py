"""What goes out by mail: the wordings, and the mails themselves."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views import View
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, StatusTagColumn, TitleColumn
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic import EditView, IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log

from submissions.kinds import child_of, kind_of
from submissions.mail_templates import fill, mail_template, mail_templates
from submissions.models import MailText, OutboxMail
from submissions.outbox import send_again
from submissions.policy import mails_for

NOBODY_ADDS = {"index", "index_results", "edit", "inspect"}
AGAIN = {OutboxMail.State.SENT, OutboxMail.State.FAILED, OutboxMail.State.WAITING}


class WithoutNewOnes:
    """Rows come into being by themselves and are never deleted here."""

    copy_view_enabled = False
    add_to_reference_index = False

    def get_common_view_kwargs(self, **kwargs):
        nowhere = ("add", "delete", "history", "usage")
        return super().get_common_view_kwargs(
            **{**{f"{name}_url_name": None for name in nowhere}, **kwargs}
        )

    def get_urlpatterns(self):
        return [each for each in super().get_urlpatterns() if each.name in NOBODY_ADDS]


# --- The wordings ------------------------------------------------------------------------------
class MailTextForm(WagtailAdminModelForm):
    """The wording as it is now; what the site came with is kept as nothing."""

    class Meta:
        model = MailText
        fields = ["subject", "body"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        template = mail_template(self.instance.key)
        for name in ("subject", "body"):
            self.initial[name] = self.initial.get(name) or getattr(template, name)

    def clean_subject(self):
        return self.cleaned_data["subject"].strip()

    def clean_body(self):
        return self.cleaned_data["body"].replace("\r\n", "\n").strip()

    def _post_clean(self):
        super()._post_clean()  # the placeholders are checked by the model
        template = mail_template(self.instance.key)
        for name in ("subject", "body"):
            if getattr(self.instance, name).strip() == getattr(template, name).strip():
                setattr(self.instance, name, "")

    @property
    def preview(self) -> dict[str, str]:
        """What somebody would read, with the examples."""
        template = mail_template(self.instance.key)
        return {
            name: fill(
                self.cleaned_data.get(name) or getattr(template, name), template.placeholders
            )
            for name in ("subject", "body")
        }


class MailTextIndexView(IndexView):
    """Every occasion on which a mail is sent."""

    page_title = "Mailtexte"

    def get_base_queryset(self):
        return MailText.objects.filter(key__in=[each.key for each in mail_templates()])

    def order_queryset(self, queryset):
        places = {each.key: place for place, each in enumerate(mail_templates())}
        return sorted(queryset, key=lambda each: places[each.key])

    def filter_queryset(self, queryset):
        return queryset

    @cached_property
    def columns(self):
        return [
            self._get_title_column("__str__"),
            Column(
                "subject",
                label="Betreff",
                accessor=lambda each: each.subject or mail_template(each.key).subject,
            ),
            BooleanColumn(
                "changed",
                label="Geändert",
                accessor=lambda each: bool(each.subject or each.body),
            ),
        ]


class MailTextEditView(EditView):
    """One wording, with a preview that saves nothing and the way back to the first one."""

    template_name = "submissions/admin/mail_text.html"
    success_message = "Der Mailtext ist gespeichert."
    error_message = "Der Mailtext konnte nicht gespeichert werden."
    can_delete = False
    preview = None

    def get_queryset(self):
        return MailText.objects.filter(key__in=[each.key for each in mail_templates()])

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        if "action-reset" in request.POST:
            return self.reset()
        if "action-preview" in request.POST:
            self.form = self.get_form()
            self.preview = self.form.preview if self.form.is_valid() else None
            return self.render_to_response(self.get_context_data())
        return super().post(request, *args, **kwargs)

    def reset(self):
        MailText.objects.filter(pk=self.object.pk).update(subject="", body="")
        log(self.object, "submissions.reset_text", content_changed=True)
        messages.success(self.request, "Es gilt wieder der mitgelieferte Text.")
        return redirect(self.get_edit_url())

    def get_success_url(self):
        return self.get_edit_url()

    def get_success_buttons(self):
        return []

    @property
    def header_more_buttons(self):
        return []

    def get_context_data(self, **kwargs):
        stored = MailText.objects.get(pk=self.object.pk)
        return super().get_context_data(**kwargs) | {
            "template": mail_template(self.object.key),
            "preview": self.preview,
            "is_changed": bool(stored.subject or stored.body),
        }


class MailTextViewSet(WithoutNewOnes, ModelViewSet):
    """What the mails say."""

    model = MailText
    name = "mail_texts"
    url_prefix = "mailtexte"
    icon = "edit"
    menu_label = "Mailtexte"
    list_per_page = None
    index_view_class = MailTextIndexView
    edit_view_class = MailTextEditView
    edit_handler = ObjectList(
        [FieldPanel("subject"), FieldPanel("body")], base_form_class=MailTextForm
    )


# --- The mails ---------------------------------------------------------------------------------
def occasion(mail: OutboxMail) -> str:
    """Why it was written."""
    try:
        return mail_template(mail.key).label
    except KeyError:  # its app is gone
        return mail.key


def may_handle(user, mail: OutboxMail) -> bool:
    """Whether somebody reads a mail and sends it again: who works on what it is about."""
    if mail.submission is None:
        return user.has_perm("submissions.change_outboxmail")
    return mails_for(user).filter(pk=mail.pk).exists()


def _moment(value) -> str:
    return f"{timezone.localtime(value):%d.%m.%Y %H:%M}" if value else ""


class OutboxFilterSet(WagtailFilterSet):
    """By state and occasion."""

    class Meta:
        model = OutboxMail
        fields = ["state"]


class OutboxIndexView(IndexView):
    """All mails, the latest first."""

    page_title = "Postausgang"
    default_ordering = "-created_at"
    search_backend_name = None
    search_fields = ["recipient", "submission__reference"]
    any_permission_required = ["view", "change"]

    def get_base_queryset(self):
        mails = mails_for(self.request.user)
        return mails.select_related("submission").defer("body", "calendar")

    def get_edit_url(self, instance):
        return None

    @cached_property
    def columns(self):
        return [
            TitleColumn(
                "key", label="Anlass", accessor=occasion, url_name="outbox:inspect", width="24%"
            ),
            StatusTagColumn(
                "state",
                label="Stand",
                accessor="get_state_display",
                sort_key="state",
                primary=lambda each: each.state == OutboxMail.State.SENT,
            ),
            Column("recipient", label="An", sort_key="recipient"),
            Column("reference", label="Vorgangsnummer", accessor="submission.reference"),
            Column(
                "created_at",
                label="Geschrieben",
                accessor=lambda each: _moment(each.created_at),
                sort_key="created_at",
            ),
            Column("attempts", label="Versuche", sort_key="attempts"),
            Column(
                "next_attempt_at",
                label="Nächster Versuch",
                accessor=lambda each: (
                    _moment(each.next_attempt_at) if each.state == OutboxMail.State.WAITING else ""
                ),
                sort_key="next_attempt_at",
            ),
            Column("last_error", label="Letzter Fehler"),
        ]


class OutboxMailView(InspectView):
    """One mail, as it is read; its link works for the school only."""

    template_name = "submissions/admin/mail.html"
    page_title = "E-Mail"
    any_permission_required = None

    def dispatch(self, request, *args, **kwargs):
        is_about_nothing = self.object.submission is None
        may_read = is_about_nothing and request.user.has_perm("submissions.view_outboxmail")
        if not may_read and not may_handle(request.user, self.object):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_object(self, queryset=None):
        return get_object_or_404(OutboxMail.objects.select_related("submission"), pk=self.pk)

    def get_page_subtitle(self):
        return occasion(self.object)

    def get_edit_url(self):
        return None

    def get_breadcrumbs_items(self):
        items = [*self.breadcrumbs_items]
        if self.request.user.has_perm("submissions.view_outboxmail"):
            items.append({"url": reverse(self.index_url_name), "label": "Postausgang"})
        return [*items, {"url": "", "label": occasion(self.object)}]

    @property
    def header_more_buttons(self):
        return []

    def get_context_data(self, **kwargs):
        mail = self.object
        about = kind_of(mail.submission).row(child_of(mail.submission)) if mail.submission else None
        return super().get_context_data(**kwargs) | {
            "mail": mail,
            "about": about,
            "may_send": mail.state in AGAIN and may_handle(self.request.user, mail),
        }


class SendAgainView(View):
    """Put a mail back into the queue."""

    http_method_names = ["post"]

    def post(self, request, pk):
        mail = get_object_or_404(OutboxMail.objects.select_related("submission"), pk=pk)
        if not may_handle(request.user, mail):
            raise PermissionDenied
        if mail.state in AGAIN:
            with transaction.atomic():
                send_again(mail)
                log(mail, "submissions.send_again", user=request.user, title=mail.key)
            messages.success(request, f"Die E-Mail an {mail.recipient} wird noch einmal gesendet.")
        else:
            messages.warning(request, "Die E-Mail wird gerade gesendet.")
        back = get_valid_next_url_from_request(request)
        return redirect(back or reverse("outbox:inspect", args=[pk]))


class OutboxViewSet(WithoutNewOnes, ModelViewSet):
    """Mails that wait, left or failed."""

    model = OutboxMail
    name = "outbox"
    url_prefix = "postausgang"
    icon = "mail"
    menu_label = "Postausgang"
    inspect_view_enabled = True
    index_view_class = OutboxIndexView
    inspect_view_class = OutboxMailView
    inspect_view_fields = ["key"]
    filterset_class = OutboxFilterSet
    list_per_page = 50
    form_fields = []

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(**{"edit_url_name": None, **kwargs})

    def register_admin_url_finder(self):
        """Nobody edits a mail, so no list of uses links to one."""

    def get_urlpatterns(self):
        return [
            *[each for each in super().get_urlpatterns() if each.name != "edit"],
            path("erneut-senden/<int:pk>/", SendAgainView.as_view(), name="send_again"),
        ]
