"""Every address of the admin, with every role: an idea of another network is nowhere."""

import io
import subprocess
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from networks.ideas import actions
from networks.ideas.models import (
    Answer,
    Body,
    Conflict,
    ConsentText,
    Criterion,
    Membership,
    ProjectIdea,
    Vote,
)
from networks.ideas.states import AdviceStep, IdeaState
from networks.models import Region
from submissions.correspondence import add_note, draft_message, receive_message, release_message
from submissions.inbox.unread import unread_count
from submissions.models import (
    Attachment,
    MailText,
    OutboxMail,
    SavedView,
    Submission,
    SubmissionTag,
)
from tests.accounts.factories import UserFactory
from tests.home.enquiries.factories import EnquiryFactory
from tests.networks.ideas import admin_addresses as addresses
from tests.networks.ideas.factories import (
    MITTELDEUTSCHLAND,
    AdviceDayFactory,
    ConsentTextFactory,
    IdeaFactory,
    adviser,
    case_worker,
    network,
    network_manager,
)
from tests.services import found

pytestmark = pytest.mark.django_db
MARKER = "Zaubermarker"
CONTACT = "Kontaktmarker"
S = IdeaState


# --- Who walks ----------------------------------------------------------------------------------
ROLES = {
    "Redaktion": lambda: UserFactory(groups=["Redaktion"]),
    "Chefredaktion": lambda: UserFactory(groups=["Chefredaktion"]),
    "Netzwerkmanagement": lambda: network_manager(network()),
    "Fachberatung": lambda: adviser(of=network()),
    "Fachgruppe": lambda: adviser(Body.REGIONAL),
    "Ausstellungsleitung": lambda: UserFactory(groups=["Ausstellungsleitung"]),
    "Sachbearbeitung": case_worker,
    "Administration": lambda: UserFactory(groups=["Administration"]),
    "niemand": lambda: None,
}
SEES_EVERYTHING = {"Sachbearbeitung", "Administration"}
# An idea on no agenda is hidden from the Fachgruppen; one on an agenda only from other networks.
HIDDEN = [
    *[(role, S.SCHEDULED) for role in ROLES if role not in SEES_EVERYTHING | {"Fachgruppe"}],
    *[(role, S.REVIEW) for role in ("Netzwerkmanagement", "Fachberatung", "Fachgruppe")],
]


def browser_of(role):
    client = Client(raise_request_exception=True)
    user = ROLES[role]()
    if user:
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client, user


# --- What must not be found ---------------------------------------------------------------------
class Scene:
    """An idea of another network with everything that there can be about one, and an enquiry."""

    def __init__(self, state):
        Submission.objects.all().delete()
        SavedView.objects.all().delete()
        self.worker = case_worker()
        self.idea = self._idea(state)
        self.day = self.idea.rounds.get().day if state == S.SCHEDULED else AdviceDayFactory()
        self.enquiry = EnquiryFactory(message=f"{MARKER} Anfrage", contact_name=CONTACT)
        self.mail = OutboxMail.objects.filter(submission=self.idea).first()

    def _idea(self, state):
        idea = IdeaFactory(
            title=f"{MARKER} Titel",
            description=f"{MARKER} Vorhaben",
            benefit=f"{MARKER} Nutzen",
            place=f"{MARKER}dorf",
            sponsor=f"{MARKER} Werke",
            contact_name=CONTACT,
            contact_email="kontaktmarker@stadtwerke.example",
            contact_phone="0351 4711",
            region=Region.objects.get(slug=MITTELDEUTSCHLAND),
        )
        Answer.objects.create(idea=idea, asked=f"{MARKER} Frage?", text=f"{MARKER} Antwort")
        attachment = Attachment(
            submission=idea,
            name=f"{MARKER}.txt",
            content_type="text/plain",
            size=5,
            sha256="",
            scan=Attachment.Scan.UNSCANNED,
        )
        attachment.file.save("x.txt", ContentFile(MARKER.encode()))
        actions.receive_idea(idea, consent=ConsentTextFactory())
        actions.take_up(idea, by=self.worker, seen=S.NEW)
        receive_message(idea, f"{MARKER} erhalten")
        add_note(idea, by=self.worker, text=f"{MARKER} Notiz")
        release_message(
            draft_message(idea, by=self.worker, text=f"{MARKER} gesendet"), by=self.worker
        )
        draft_message(idea, by=self.worker, text=f"{MARKER} Entwurf")
        OutboxMail.objects.filter(submission=idea).update(state=OutboxMail.State.FAILED)
        if state == S.SCHEDULED:
            self._advise(idea)
        Submission.objects.filter(pk=idea.pk).update(due="2026-01-05")
        idea.refresh_from_db()
        return idea

    def _advise(self, idea):
        current = actions.schedule(idea, AdviceDayFactory(), by=self.worker, seen=S.REVIEW)
        Vote.objects.create(
            round=current,
            step=AdviceStep.TECHNICAL,
            person=self.worker,
            opinion="positive",
            text=f"{MARKER} Votum",
        )
        actions.record_opinion(
            current, AdviceStep.TECHNICAL, by=self.worker, result="positive", text=f"{MARKER} Wort"
        )
        Conflict.objects.create(idea=idea, person=self.worker, reason=f"{MARKER} Grund")

    @property
    def snapshot(self):
        """Whatever somebody could have changed."""
        idea = self.idea
        return (
            list(ProjectIdea.objects.filter(pk=idea.pk).values()),
            list(Submission.objects.order_by("pk").values()),
            list(idea.messages.order_by("pk").values()),
            list(idea.notes.order_by("pk").values("pk", "text")),
            list(idea.attachments.values("pk")),
            list(idea.tagged_items.values("pk")),
            list(idea.rounds.values()),
            list(Vote.objects.values()),
            list(Conflict.objects.values()),
            list(OutboxMail.objects.order_by("pk").values()),
        )

    def arguments(self, name):
        """All ways to ask for an address about the idea."""
        a = addresses
        current = self.idea.rounds.first()
        round_pk = current.pk if current else 1
        message = self.idea.messages.filter(state="draft").first()
        if name in a.OF_IDEA:
            return [[self.idea.pk]]
        if name in a.OF_MESSAGE:
            return [[self.idea.pk, message.pk]]
        if name in a.OF_FILE:
            return [[self.idea.pk, self.idea.attachments.get().pk]]
        if name in a.OF_ROUND:
            return [[round_pk]]
        if name in a.OF_STEP:
            return [[round_pk, step] for step in AdviceStep.values]
        if name in a.OF_MAIL:
            return [[mail.pk] for mail in OutboxMail.objects.filter(submission=self.idea)]
        if name in a.OF_ENQUIRY:
            return [[self.enquiry.pk]]
        if name in a.OF_DAY:
            return [[self.day.pk]]
        return [[]]

    @property
    def typed(self):
        """What the forms of all these pages send, as if their sender had seen everything."""
        idea = self.idea
        return {
            "seen": idea.state,
            "seen_version": idea.version,
            "text": "x",
            "reason": "x",
            "words": "x",
            "person": "",
            "due": "2027-01-05",
            "network": network().pk,
            "day": AdviceDayFactory().pk,
            "idea": idea.pk,
            "ideas": [idea.pk],
            "target": idea.pk,
            "confirmation": idea.reference,
            "handlung": "freigeben",
            "senden": "1",
            "opinion": "positive",
            "recommendation": "x",
            "way": "invkg",
        }


def words_of(answer) -> str:
    """Everything that an answer says, also what is packed."""
    content = b"".join(answer) if answer.streaming else answer.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(
                archive.read(name).decode("utf-8", "replace") for name in archive.namelist()
            )
    if content.startswith(b"%PDF") and (program := found("poppler")):
        done = subprocess.run([program, "-", "-"], input=content, capture_output=True, check=False)
        return done.stdout.decode("utf-8", "replace")
    return content.decode("utf-8", "replace")


def names_nothing(answer, scene, *, asked_for=False) -> bool:
    """Whether an answer says nothing of the idea; what was asked for stands in the field again."""
    said = words_of(answer).lower()
    links = [
        reverse("ideas:detail", args=[scene.idea.pk]),
        f"{MARKER} vorhaben",
        f"{MARKER} titel",
        f"{MARKER} notiz",
    ]
    own = links if asked_for else [*links, MARKER, CONTACT, scene.idea.reference]
    return not any(word.lower() in said for word in own)


def is_refused(answer) -> bool:
    """Not found, not allowed, or sent away to where one signs in or begins."""
    away = {reverse("wagtailadmin_home"), reverse("account_login")}
    return answer.status_code in {403, 404, 405} or (
        answer.status_code == 302 and answer.url.split("?")[0] in away
    )


# --- The table is whole -------------------------------------------------------------------------
def test_every_address_of_these_apps_is_walked():
    """A new one fails here until `admin_addresses.py` says what it is about."""
    assert addresses.found() == addresses.EVERY


# --- The walk -----------------------------------------------------------------------------------
@pytest.mark.parametrize(("role", "state"), HIDDEN)
def test_an_idea_that_is_not_ours_is_nowhere(role, state):
    client, _ = browser_of(role)
    scene = Scene(state)
    before = scene.snapshot

    for name in sorted(addresses.OF_IDEA | addresses.OF_MESSAGE | addresses.OF_FILE):
        for arguments in scene.arguments(name):
            address = reverse(name, args=arguments)
            for answer in (client.get(address), client.post(address, scene.typed)):
                assert is_refused(answer), (name, answer.status_code)
                assert names_nothing(answer, scene), name
    for name in sorted(addresses.OF_ROUND | addresses.OF_STEP | addresses.OF_MAIL):
        for arguments in scene.arguments(name):
            address = reverse(name, args=arguments)
            for answer in (client.get(address), client.post(address, scene.typed)):
                assert is_refused(answer), (name, answer.status_code)
                assert names_nothing(answer, scene), name
    for name in sorted(addresses.OF_DAY - {"advice_days:delete", "advice_days:edit"}):
        address = reverse(name, args=scene.arguments(name)[0])
        for answer in (client.get(address), client.post(address, scene.typed)):
            assert names_nothing(answer, scene), name
    for name in ("advice_days:delete", "advice_days:edit"):
        assert names_nothing(client.get(reverse(name, args=[scene.day.pk])), scene), name
    assert scene.snapshot == before


@pytest.mark.parametrize(("role", "state"), HIDDEN)
def test_it_is_in_no_list_no_number_no_filter_no_export_and_no_panel(role, state):
    client, user = browser_of(role)
    scene = Scene(state)
    before = scene.snapshot
    idea = scene.idea

    for query in ("", *addresses.QUERIES):
        asked = query.format(
            marker=MARKER,
            reference=idea.reference,
            email=idea.contact_email,
            network=idea.network_id,
            focus_area=idea.focus_area.slug,
            region=idea.region.slug,
            state=idea.state,
        )
        answer = client.get(reverse("inbox:list") + asked)
        is_shown_again = query.startswith("?q=")
        assert names_nothing(answer, scene, asked_for=is_shown_again), query
        if answer.context and "number" in answer.context:
            assert answer.context["number"] == 0, query
    for name in sorted(addresses.OPEN - {"inbox:list"}):
        answer = client.get(reverse(name))
        assert names_nothing(answer, scene), name
        assert answer.status_code < 500
    for address in ("/admin/", "/admin/reports/site-history/"):
        assert names_nothing(client.get(address), scene), address
    if user:
        assert unread_count(user) == 0
        assert "/admin/eingang/?" not in client.get("/admin/").text  # the panel counts nothing
    assert scene.snapshot == before


@pytest.mark.parametrize(("role", "state"), HIDDEN)
def test_nothing_is_done_with_it_among_many(role, state):
    client, _ = browser_of(role)
    scene = Scene(state)
    before = scene.snapshot
    SubmissionTag.objects.get_or_create(name="x", slug="x")

    for what in ("assign", "tag", "untag", "due", "read", "unread", "csv", "xlsx"):
        for chosen in ({"vorgang": [scene.idea.pk]}, {"alle": "1", "gesehen": "x"}):
            answer = client.post(
                reverse("inbox:list"),
                {"handlung": what, "words": "x", "due": "2027-01-05", "person": "", **chosen},
            )
            assert names_nothing(answer, scene), (what, chosen)
    assert scene.snapshot == before


def test_the_group_reads_an_idea_on_its_agenda_but_no_contact_and_changes_nothing():
    scene = Scene(S.SCHEDULED)
    client, _ = browser_of("Fachgruppe")
    before = scene.snapshot

    assert MARKER in client.get(reverse("ideas:detail", args=[scene.idea.pk])).text
    for name in sorted(addresses.OF_IDEA | addresses.OF_MESSAGE | addresses.OF_MAIL):
        if name == "inbox:note":  # whoever reads an idea may write a note about it
            continue
        for arguments in scene.arguments(name):
            address = reverse(name, args=arguments)
            shown, sent = client.get(address), client.post(address, scene.typed)
            assert CONTACT.lower() not in words_of(shown).lower(), name
            assert is_refused(sent), (name, sent.status_code)
    for query in ("?export=csv", "?export=xlsx", f"?q={scene.idea.contact_email}", ""):
        answer = client.get(reverse("inbox:list") + query)
        assert f'"{CONTACT}' not in words_of(answer)
        assert CONTACT not in words_of(answer).replace(scene.idea.contact_email, "")
    assert scene.snapshot == before


ENQUIRIES_HIDDEN = [role for role in ROLES if role not in SEES_EVERYTHING]


@pytest.mark.parametrize("role", ENQUIRIES_HIDDEN)
def test_an_enquiry_is_nobodys_who_has_no_right_on_enquiries(role):
    client, _ = browser_of(role)
    scene = Scene(S.REVIEW)
    enquiry = scene.enquiry
    before = scene.snapshot

    of_inbox = {name for name in addresses.OF_IDEA if name.startswith("inbox:")}
    for name in sorted(addresses.OF_ENQUIRY | of_inbox):
        address = reverse(name, args=[enquiry.pk])
        for answer in (client.get(address), client.post(address, scene.typed)):
            assert is_refused(answer), (name, answer.status_code)
            said = words_of(answer)
            assert not any(word in said for word in (MARKER, CONTACT, enquiry.reference)), name
    assert scene.snapshot == before


# --- That the walk would have seen it -----------------------------------------------------------
@pytest.mark.parametrize("role", sorted(SEES_EVERYTHING))
def test_who_may_see_it_finds_it_on_the_same_ways(role):
    client, user = browser_of(role)
    scene = Scene(S.SCHEDULED)

    assert unread_count(user) == 2
    for name in ("ideas:detail", "ideas:privacy", "inbox:message", "inbox:attachment"):
        (arguments,) = scene.arguments(name)
        assert not names_nothing(client.get(reverse(name, args=arguments)), scene), name
    for name in ("inbox:list", "outbox:index"):
        assert not names_nothing(client.get(reverse(name)), scene), name
    for query in ("?export=csv", "?export=xlsx", f"?fachnetzwerk={scene.idea.network_id}"):
        assert not names_nothing(client.get(reverse("inbox:list") + query), scene), query
    pages = ["agenda", "minutes", *(["dossier"] if found("poppler") else [])]
    for name in pages:
        address = reverse(f"advice_days:{name}", args=[scene.day.pk])
        assert not names_nothing(client.get(address), scene), name


@pytest.mark.parametrize("role", ROLES)
def test_what_is_set_up_names_nobody(role):
    client, _ = browser_of(role)
    scene = Scene(S.SCHEDULED)
    rows = {
        "idea_memberships": Membership.objects.create(
            user=scene.worker, body=Body.FUNDING, organisation="Amt"
        ),
        "idea_criteria": Criterion.objects.create(step=AdviceStep.TECHNICAL, title="Neuartig?"),
        "idea_consents": ConsentText.objects.first(),
        "mail_texts": MailText.objects.first(),
    }
    theirs = SavedView.objects.create(owner=scene.worker, name=MARKER, parameters={})

    for name in sorted(addresses.OF_SETUP):
        answer = client.get(reverse(name, args=[rows[name.split(":")[0]].pk]))
        assert answer.status_code < 500
        assert names_nothing(answer, scene), name
    for name in addresses.OF_VIEW:
        assert is_refused(client.get(reverse(name, args=[theirs.pk])))
