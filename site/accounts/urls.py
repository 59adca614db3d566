"""Sign-in, forgotten password, invitation. There is no sign-up."""

from allauth.account import views as allauth_views
from django.urls import path, re_path

from accounts import views

urlpatterns = [
    path("anmeldung/", views.SignInView.as_view(), name="account_login"),
    path("abmelden/", allauth_views.logout, name="account_logout"),
    path("zugang-gesperrt/", allauth_views.account_inactive, name="account_inactive"),
    path("passwort-aendern/", views.OwnPasswordView.as_view(), name="account_change_password"),
    path("passwort-vergessen/", allauth_views.password_reset, name="account_reset_password"),
    path(
        "passwort-vergessen/gesendet/",
        allauth_views.password_reset_done,
        name="account_reset_password_done",
    ),
    re_path(
        r"^vorgang/passwort/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.NewPasswordView.as_view(),
        name="account_reset_password_from_key",
    ),
    path(
        "passwort-vergessen/fertig/",
        allauth_views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path(
        "vorgang/einladung/<slug:uid>/<slug:token>/",
        views.InvitationView.as_view(),
        name="invitation",
    ),
    # Before Wagtail's own:
    path("admin/login/", views.ToSignInView.as_view()),
    path("admin/logout/", allauth_views.logout),
]
