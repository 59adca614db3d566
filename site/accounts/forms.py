"""The forms around signing in, and those of the user administration."""

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from django import forms
from wagtail.users.forms import UserCreationForm, UserEditForm

RULES = (
    "Mindestens 12 Zeichen. Mehrere Wörter hintereinander sind leicht zu merken und schwer zu"
    " erraten. Einfügen aus einer Passwortverwaltung geht."
)


def label(form: forms.Form, name: str, text: str, help_text: str = "") -> None:
    """Word a field of allauth's as this site does: a label, no placeholder."""
    field = form.fields[name]
    field.label, field.help_text = text, help_text
    field.widget.attrs.pop("placeholder", None)


def label_new_password(form: forms.Form) -> None:
    """Word the two fields for a new password."""
    label(form, "password1", "Neues Passwort", RULES)
    label(form, "password2", "Neues Passwort wiederholen")


class SignInForm(LoginForm):
    """User name or mail address, and password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        label(self, "login", "Benutzername oder E-Mail-Adresse")
        label(self, "password", "Passwort")
        self.fields["login"].widget.attrs |= {
            "autocomplete": "username",
            "autocapitalize": "none",
            "spellcheck": "false",
        }


class ForgottenPasswordForm(ResetPasswordForm):
    """The address to which the link is sent."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        label(self, "email", "E-Mail-Adresse")


class NewPasswordForm(ResetPasswordKeyForm):
    """A new password for who came by the link of a mail."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        label_new_password(self)


class OwnPasswordForm(ChangePasswordForm):
    """A new password for who is signed in."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        label(self, "oldpassword", "Jetziges Passwort")
        label_new_password(self)


class AdministratorFieldForm:
    """Only who may do everything makes others able to do everything."""

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        if not by.is_superuser and "is_superuser" in self.fields:
            self.fields["is_superuser"].disabled = True


class InviteUserForm(AdministratorFieldForm, UserCreationForm):
    """A new person, who chooses the password herself unless one is given here."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = "Leer lassen: Die Person wählt es selbst, per E-Mail."

    def save(self, commit=True):
        if not self.cleaned_data["password1"]:
            self.instance.set_unusable_password()
        return super().save(commit)


class EditUserForm(AdministratorFieldForm, UserEditForm):
    """A person who has an account."""
