"""Addresses of ideas: the form, what is reached by a link, the receipt."""

from django.urls import include, path

from networks.ideas.views import (
    beginning,
    changing,
    contents,
    drafts,
    later,
    link_again,
    receipts,
    sending,
    status,
)

of_a_draft = [
    path("", drafts.draft, name="idea_draft"),
    path("idee/", drafts.idea_step, name="idea_draft_idea"),
    path("anlagen/", drafts.attachments_step, name="idea_draft_attachments"),
    path("kontakt/", drafts.contact_step, name="idea_draft_contact"),
    path("pruefen/", sending.check, name="idea_draft_check"),
    path("spaeter/", later.later, name="idea_draft_later"),
    path("loeschen/", later.delete, name="idea_draft_delete"),
]
of_the_contents = [
    path("", contents.contents, name="idea_contents"),
    path("aendern/", changing.change, name="idea_contents_change"),
    path("antworten/", contents.answer, name="idea_contents_answer"),
    path("zeigen/", contents.show_publicly, name="idea_contents_showing"),
    path("zurueckziehen/", contents.withdraw, name="idea_contents_withdraw"),
    path("loeschen/", contents.ask_for_erasure, name="idea_contents_erasure"),
    path("auskunft.zip", contents.own_data, name="idea_contents_own_data"),
    path("anlagen/<int:number>/", contents.attachment, name="idea_contents_attachment"),
]

urlpatterns = [
    path("projektidee/", beginning.begin, name="idea_form"),
    path("projektidee/link/", link_again.link_again, name="idea_link_again"),
    path("projektidee/geloescht/", later.deleted, name="idea_draft_deleted"),
    path("projektidee/gesendet/<str:signed>/", receipts.receipt, name="idea_receipt"),
    # Whatever is somebody's key stands below /vorgang/: no cache, no log and no robot keeps it.
    path("vorgang/idee/<str:reference>/entwurf/<str:token>/", include(of_a_draft)),
    path("vorgang/idee/<str:reference>/inhalt/<str:token>/", include(of_the_contents)),
    path("vorgang/idee/<str:reference>/<str:token>/", status.status, name="idea_status"),
    path(
        "vorgang/idee/<str:reference>/<str:token>/link-senden/",
        status.send_link,
        name="idea_status_send_link",
    ),
]
