"""Signing in and out, a forgotten password, an invitation, a new password."""

from allauth.account import views as allauth_views
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, RedirectView

from accounts.forms import NewPasswordForm
from accounts.invitation import invited_user

ADMIN_ACCESS = "wagtailadmin.access_admin"


class SignInView(allauth_views.LoginView):
    """Sign in. Who is signed in already, yet may enter nothing, is told so."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not request.user.has_perm(ADMIN_ACCESS):
            return render(request, "account/no_access.html", status=403)
        return super().dispatch(request, *args, **kwargs)


class ToSignInView(RedirectView):
    """Wagtail's own sign-in page is this site's; where one wanted to go is kept."""

    pattern_name = "account_login"
    query_string = True


class NewPasswordView(allauth_views.PasswordResetFromKeyView):
    """Choose a new password, by the link of a mail."""

    reset_url_key = "neu"


@method_decorator(never_cache, name="dispatch")
class OwnPasswordView(LoginRequiredMixin, allauth_views.PasswordChangeView):
    """Choose a new password while signed in."""

    def form_valid(self, form):
        response = super().form_valid(form)
        messages.success(self.request, "Ihr Passwort ist geändert.")
        return response

    def get_default_success_url(self):
        return reverse("wagtailadmin_account")


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class InvitationView(FormView):
    """Choose the first password, by the link of the invitation. Opening the link does nothing."""

    form_class = NewPasswordForm
    template_name = "accounts/invitation.html"

    def dispatch(self, request, *args, uid, token, **kwargs):
        self.user = invited_user(uid, token)
        if self.user is None:
            response = render(request, "accounts/invitation_expired.html", status=410)
        else:
            response = super().dispatch(request, *args, **kwargs)
        # The address is the key: it goes to no other site.
        response.headers["Referrer-Policy"] = "same-origin"
        return response

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.user}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"invited": self.user}

    def form_valid(self, form):
        form.save()
        return redirect("account_reset_password_from_key_done")
