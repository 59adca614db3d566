"""Forms of what the advice goes by: who belongs to which body, what people agree to."""

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q
from wagtail.admin.forms.models import WagtailAdminModelForm

from networks.ideas.models import Body, ConsentText, Membership
from networks.ideas.routing import all_networks
from networks.models import NetworkPage


class PersonField(forms.ModelChoiceField):
    """People by their names, with the name that they sign in with."""

    def label_from_instance(self, obj):
        name = obj.get_full_name()
        return f"{name} ({obj.get_username()})" if name else obj.get_username()


class NetworkField(forms.ModelChoiceField):
    """Networks with their Revier: some have the same name in both."""

    def label_from_instance(self, obj):
        return f"{obj} ({obj.region.name})"


class MembershipForm(WagtailAdminModelForm):
    """Somebody belongs to a body."""

    user = PersonField(label="Person", queryset=get_user_model().objects.none())
    network = NetworkField(
        label="Fachnetzwerk",
        queryset=NetworkPage.objects.none(),
        required=False,
        help_text="Nur beim Gremium „Fachnetzwerk“.",
    )

    class Meta:
        model = Membership
        fields = ["user", "body", "network", "is_manager", "organisation"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        people = get_user_model().objects.filter(Q(is_active=True) | Q(pk=self.instance.user_id))
        self.fields["user"].queryset = people.order_by("last_name", "first_name", "username")
        offered = [each.pk for each in all_networks()]
        self.fields["network"].queryset = (
            NetworkPage.objects.filter(Q(pk__in=offered) | Q(pk=self.instance.network_id))
            .select_related("region")
            .order_by("region__sort_order", "path")
        )

    def clean(self):
        cleaned = super().clean()
        body, network = cleaned.get("body"), cleaned.get("network")
        if body == Body.NETWORK and not network and "network" not in self.errors:
            self.add_error("network", "Bitte wählen Sie das Fachnetzwerk.")
        if body and body != Body.NETWORK:
            if network:
                self.add_error("network", "Ein Fachnetzwerk gehört nur zu „Fachnetzwerk“.")
            if cleaned.get("is_manager"):
                self.add_error("is_manager", "Ein Netzwerkmanagement gibt es nur im Fachnetzwerk.")
        return cleaned


class ConsentTextForm(WagtailAdminModelForm):
    """What people will agree to."""

    class Meta:
        model = ConsentText
        fields = ["text"]
        help_texts = {
            "text": "Eine leere Zeile trennt Absätze. Die Fassung gilt erst, wenn Sie sie in Kraft"
            " setzen; danach bleibt sie, wie sie ist."
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 16})}

    def clean_text(self):
        """Browsers send other ends of lines than the ones by which paragraphs are found."""
        return one_kind_of_line_end(self.cleaned_data["text"])


def one_kind_of_line_end(text: str) -> str:
    """The text with the ends of lines that Python writes."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
