"""Addresses of the inbox, below `/admin/eingang/`."""

from django.urls import path

from submissions.inbox.views import posts
from submissions.inbox.views.list import InboxView
from submissions.inbox.views.saved_views import EditViewView, SaveViewView, ViewsView

app_name = "inbox"
urlpatterns = [
    path("", InboxView.as_view(), name="list"),
    path("ansichten/", ViewsView.as_view(), name="views"),
    path("ansichten/neu/", SaveViewView.as_view(), name="save_view"),
    path("ansichten/<int:pk>/", EditViewView.as_view(), name="edit_view"),
    path("<int:pk>/notiz/", posts.NoteView.as_view(), name="note"),
    path("<int:pk>/zustaendig/", posts.AssignView.as_view(), name="assign"),
    path("<int:pk>/frist/", posts.DueView.as_view(), name="due"),
    path("<int:pk>/schlagwoerter/", posts.TagsView.as_view(), name="tags"),
    path("<int:pk>/nachricht/", posts.DraftView.as_view(), name="draft"),
    path("<int:pk>/nachricht/<int:message>/", posts.MessageView.as_view(), name="message"),
    path("<int:pk>/kein-spam/", posts.ReleaseView.as_view(), name="release"),
    path("<int:pk>/spam/", posts.RejectView.as_view(), name="reject"),
    path("<int:pk>/anlage/<int:attachment>/", posts.AttachmentView.as_view(), name="attachment"),
]
