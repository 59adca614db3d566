"""Pages about ideas: the form at its fixed address, and what became of some."""

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.search import index

from content.facets import Facets, german_slugs
from content.models import BasePage, WithBody
from networks.ideas.models.ideas import ProjectIdea
from networks.ideas.states import IdeaState
from networks.models import Region


class ProjectIdeaPage(WithBody, BasePage):
    """Hand in an idea: what happens with it, and the form. Stands at one fixed address."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["ideas.IdeaStoryIndexPage"]
    max_count_per_parent = 1
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("body"),
        InlinePanel(
            "questions",
            label="Zusätzliche Frage",
            heading="Zusätzliche Fragen im Formular",
            help_text="Schon gegebene Antworten behalten die Frage, wie sie gestellt war.",
        ),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    template = "ideas/project_idea_page.html"

    class Meta:
        verbose_name = "Projektidee: Ablauf und Formular"


class ExtraQuestion(Orderable):
    """A question that an editor adds to the form."""

    class Answered(models.TextChoices):
        LINE = "line", "In einer Zeile"
        TEXT = "text", "Mit einem Text"
        YES_NO = "yes_no", "Mit Ja oder Nein"
        CHOICE = "choice", "Mit einer Auswahl"

    page = ParentalKey(ProjectIdeaPage, on_delete=models.CASCADE, related_name="questions")
    label = models.CharField("Frage", max_length=200)
    help_text = models.CharField("Hilfe dazu", max_length=300, blank=True)
    answered = models.CharField("Antwort", max_length=10, choices=Answered, default=Answered.LINE)
    choices = models.TextField(
        "Auswahl", max_length=2000, blank=True, help_text="Eine Möglichkeit je Zeile."
    )
    is_required = models.BooleanField("Muss beantwortet werden", default=False)

    panels = [
        FieldPanel("label"),
        FieldPanel("help_text"),
        FieldPanel("answered"),
        FieldPanel("choices"),
        FieldPanel("is_required"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "Zusätzliche Frage"
        verbose_name_plural = "Zusätzliche Fragen"

    def __str__(self):
        return self.label

    def clean(self):
        super().clean()
        if self.answered == self.Answered.CHOICE and len(self.options) < 2:
            raise ValidationError({"choices": "Nennen Sie mindestens zwei Möglichkeiten."})

    @property
    def options(self) -> list[str]:
        """What one may choose from."""
        return [line.strip() for line in self.choices.splitlines() if line.strip()]


class IdeaStoryIndexPage(WithBody, BasePage):
    """What became of ideas: those that an editor has written about."""

    parent_page_types = ["ideas.ProjectIdeaPage"]
    subpage_types = ["ideas.IdeaStoryPage"]
    max_count_per_parent = 1
    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    template = "ideas/idea_story_index_page.html"

    class Meta:
        verbose_name = "Was aus Ideen wurde: Übersicht"

    @property
    def stories(self):
        """Those that are published, the newest first."""
        stories = IdeaStoryPage.objects.child_of(self).live().public()
        return stories.select_related("focus_area", "region").order_by("-first_published_at")


class IdeaStoryPage(WithBody, BasePage):
    """One idea that is carried on, told by an editor. It never appears by itself."""

    idea = models.ForeignKey(
        ProjectIdea,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="stories",
        verbose_name="Projektidee",
        help_text="Nur Ideen, die weitergeführt werden und deren Einreichende zugestimmt haben.",
        limit_choices_to={"state": IdeaState.CARRIED_ON, "may_be_shown": True},
    )
    place = models.CharField("Ort", max_length=120)
    focus_area = models.ForeignKey(
        "home.FocusAreaPage",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="Schwerpunkt",
    )
    region = models.ForeignKey(
        Region,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="Revier",
    )
    standing = models.CharField(
        "Stand", max_length=160, help_text="Ein Satz: Was geschieht gerade?"
    )

    parent_page_types = ["ideas.IdeaStoryIndexPage"]
    subpage_types = []
    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("idea"),
                FieldPanel("place"),
                FieldPanel("focus_area"),
                FieldPanel("region"),
                FieldPanel("standing"),
            ],
            heading="Steckbrief",
        ),
        FieldPanel("body"),
    ]
    promote_panels = BasePage.promote_panels[:-1]  # the search knows Schwerpunkt and Revier
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("place"),
        index.SearchField("standing"),
        index.SearchField("body"),
        index.RelatedFields("region", [index.SearchField("name")]),
        index.RelatedFields("focus_area", [index.SearchField("title")]),
    ]
    template = "ideas/idea_story_page.html"
    kicker = "Was daraus wurde"
    search_kind = "Idee"

    class Meta:
        verbose_name = "Was aus einer Idee wurde"

    def facets(self) -> Facets:
        """An idea belongs to its Schwerpunkt, and to its Revier if it has one."""
        return Facets(
            self.search_kind,
            focus_areas=german_slugs([self.focus_area] if self.focus_area else []),
            regions=frozenset({self.region.slug} if self.region else ()),
        )

    def clean(self):
        super().clean()
        if self.idea and not (self.idea.may_be_shown and self.idea.state == IdeaState.CARRIED_ON):
            raise ValidationError({"idea": "Diese Idee darf nicht öffentlich gezeigt werden."})
