"""Sign-in, forgotten password, invitation."""

from allauth.account import views
from django.urls import path

urlpatterns = [
    path("anmeldung/", views.login, name="account_login"),
    path("abmelden/", views.logout, name="account_logout"),
]
