"""The networks in the page tree: index, a page per Revier, below it a page per network."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable, Page, PageManager, PageQuerySet
from wagtail.search import index

from content.facets import Facets, german_slugs
from content.models import BasePage, WithBody
from networks.filters import NetworkFilter
from networks.models.contacts import ContactPerson, Region


class CrossCuttingTopic(models.Model):
    """A topic that every network keeps in mind."""

    title = models.CharField("Thema", max_length=120, unique=True, help_text="Ein Wort oder zwei.")
    sort_order = models.PositiveSmallIntegerField(
        "Reihenfolge", default=0, help_text="Kleine Zahlen zuerst."
    )

    panels = [FieldPanel("title"), FieldPanel("sort_order")]

    class Meta:
        verbose_name = "Querschnittsthema"
        verbose_name_plural = "Querschnittsthemen"
        ordering = ["sort_order", "title"]

    def __str__(self):
        return self.title


class NetworkQuerySet(PageQuerySet):
    """Questions about many networks."""

    def published(self):
        """Live networks with their Schwerpunkt and Revier, in the order of the Schwerpunkte."""
        return (
            self.live()
            .select_related("focus_area", "region", "region__manager")
            .order_by("focus_area__path", "region__sort_order", "path")
        )


@dataclass(frozen=True)
class MatrixRow:
    """One Schwerpunkt and, for each Revier, its networks."""

    focus_area: Page
    cells: list[tuple[Region, list["NetworkPage"]]]


def all_topic_titles() -> list[str]:
    """The topics that every network keeps in mind, in their order."""
    return [topic.title for topic in CrossCuttingTopic.objects.all()]


def network_matrix(networks, regions) -> list[MatrixRow]:
    """The networks as a table: a row per Schwerpunkt, a cell per Revier."""
    rows: dict[int, tuple[Page, dict[int, list[NetworkPage]]]] = {}
    for network in networks:
        _, cells = rows.setdefault(network.focus_area_id, (network.focus_area, {}))
        cells.setdefault(network.region_id, []).append(network)
    return [
        MatrixRow(focus_area, [(region, cells.get(region.pk, [])) for region in regions])
        for focus_area, cells in rows.values()
    ]


class NetworkIndexPage(WithBody, BasePage):
    """All networks: a matrix of Schwerpunkte and Reviere that can be filtered without scripts."""

    parent_page_types = ["home.HomePage"]
    subpage_types = [
        "networks.RegionPage",
        "networks.WorkingMethodPage",
        "networks.HistoryPage",
        "home.StandardPage",
    ]
    max_count_per_parent = 1
    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.SearchField("topic_titles"),
    ]
    structured_type = "CollectionPage"

    class Meta:
        verbose_name = "Fachnetzwerke: Übersicht"

    @cached_property
    def pages_below(self) -> list[BasePage]:
        """The Reviere, the working method and whatever else stands below this page."""
        return list(
            BasePage.objects.child_of(self).live().select_related("locale").order_by("path")
        )

    @property
    def topic_titles(self) -> list[str]:
        """The topics that the page shows."""
        return all_topic_titles()

    def get_context(self, request, *args, **kwargs):
        networks = list(NetworkPage.objects.descendant_of(self).published())
        regions = list(Region.objects.all())
        chosen = NetworkFilter(request.GET, networks, regions)
        return super().get_context(request, *args, **kwargs) | {
            "filter": chosen,
            "regions": chosen.regions,
            "matrix": network_matrix(chosen.networks, chosen.regions),
            "topics": list(CrossCuttingTopic.objects.all()),
        }


class RegionPage(WithBody, BasePage):
    """A Revier: who manages it and which networks it has."""

    region = models.ForeignKey(
        Region,
        on_delete=models.PROTECT,
        related_name="pages",
        verbose_name="Revier",
        help_text="Jedes Revier hat in jeder Sprache eine Seite.",
    )

    parent_page_types = ["networks.NetworkIndexPage"]
    subpage_types = ["networks.NetworkPage"]
    content_panels = [*BasePage.content_panels, FieldPanel("region"), FieldPanel("body")]
    promote_panels = BasePage.promote_panels[:-1]  # the search knows the Revier
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.SearchField("people_lines"),
        index.RelatedFields("region", [index.SearchField("name", boost=2)]),
    ]
    kicker = "Revier"
    search_kind = "Revier"

    class Meta:
        verbose_name = "Revier"
        verbose_name_plural = "Reviere"

    def clean(self):
        super().clean()
        others = RegionPage.objects.filter(region=self.region_id, locale=self.locale_id)
        if others.exclude(pk=self.pk).exists():
            raise ValidationError({"region": "Dieses Revier hat schon eine Seite."})

    def save(self, *args, **kwargs):
        """The networks below belong to the Revier of this page, whichever it is now."""
        super().save(*args, **kwargs)
        NetworkPage.objects.child_of(self).update(region=self.region)

    def facets(self) -> Facets:
        """A Revier is about itself."""
        return Facets(self.search_kind, regions=frozenset({self.region.slug}))

    @property
    def people_lines(self) -> list[str]:
        """Who manages the Revier."""
        return self.region.manager.lines if self.region.manager else []

    @cached_property
    def networks(self) -> list["NetworkPage"]:
        """This Revier's networks."""
        return list(NetworkPage.objects.child_of(self).published())


class NetworkPage(WithBody, BasePage):
    """A Fachnetzwerk: one Schwerpunkt in one Revier."""

    region = models.ForeignKey(
        Region, editable=False, on_delete=models.PROTECT, related_name="networks"
    )
    focus_area = models.ForeignKey(
        "home.FocusAreaPage",
        on_delete=models.PROTECT,
        related_name="networks",
        verbose_name="Schwerpunkt",
        help_text="Der Schwerpunkt, an dem das Netzwerk arbeitet.",
    )
    topics = ParentalManyToManyField(
        CrossCuttingTopic,
        blank=True,
        verbose_name="Querschnittsthemen",
        help_text="Bleibt das Feld leer, gelten alle.",
    )

    objects = PageManager.from_queryset(NetworkQuerySet)()

    parent_page_types = ["networks.RegionPage"]
    subpage_types = []
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("focus_area"),
        InlinePanel(
            "contacts",
            label="Ansprechperson",
            heading="Ansprechpersonen",
            help_text="Bleibt die Liste leer, steht hier das Netzwerkmanagement des Reviers.",
        ),
        FieldPanel("topics"),
        FieldPanel("body"),
    ]
    promote_panels = BasePage.promote_panels[:-1]  # the search knows Schwerpunkt and Revier
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.SearchField("people_lines"),
        index.SearchField("topic_titles"),
        index.RelatedFields("region", [index.SearchField("name", boost=2)]),
        index.RelatedFields("focus_area", [index.SearchField("title", boost=2)]),
        index.FilterField("region"),
        index.FilterField("focus_area"),
    ]
    kicker = "Fachnetzwerk"
    search_kind = "Fachnetzwerk"

    class Meta:
        verbose_name = "Fachnetzwerk"
        verbose_name_plural = "Fachnetzwerke"

    def save(self, *args, **kwargs):
        """The Revier is the page above: it is never typed in twice. Drafts know it too."""
        parent = RegionPage.objects.filter(path=self.path[: -self.steplen]).first()
        if parent is not None:
            self.region = parent.region
        super().save(*args, **kwargs)

    def facets(self) -> Facets:
        """A network works on its Schwerpunkt in its Revier."""
        return Facets(
            self.search_kind,
            focus_areas=german_slugs([self.focus_area]),
            regions=frozenset({self.region.slug}),
        )

    @property
    def people_lines(self) -> list[str]:
        """Whom to ask, as the cards on the page say it."""
        return [line for person in self.people for line in person.lines]

    @property
    def topic_titles(self) -> list[str]:
        """The topics that the page shows."""
        return [topic.title for topic in self.topics.all()] or all_topic_titles()

    @property
    def region_page(self) -> Page:
        """The page of the Revier, which is the page above."""
        return self.breadcrumbs[-1]

    @cached_property
    def people(self) -> list[ContactPerson]:
        """Whom to ask: the persons chosen here, else the manager of the Revier."""
        chosen = [entry.person for entry in self.contacts.select_related("person__photo")]
        if chosen:
            return chosen
        return [self.region.manager] if self.region.manager else []

    @cached_property
    def shown_topics(self) -> list[CrossCuttingTopic]:
        """The topics chosen here, else all of them."""
        return list(self.topics.all()) or list(CrossCuttingTopic.objects.all())

    @cached_property
    def siblings_in_other_regions(self) -> list["NetworkPage"]:
        """The same Schwerpunkt in other Reviere, or its other half in this one."""
        return list(
            NetworkPage.objects.published()
            .filter(focus_area_id=self.focus_area_id, locale_id=self.locale_id)
            .exclude(pk=self.pk)
        )


class NetworkContact(Orderable):
    """A person shown on a network's page."""

    page = ParentalKey(NetworkPage, on_delete=models.CASCADE, related_name="contacts")
    person = models.ForeignKey(
        ContactPerson,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name="Ansprechperson",
        help_text="Neue Personen legen Sie unter „Ansprechpersonen“ an.",
    )

    panels = [FieldPanel("person")]

    class Meta(Orderable.Meta):
        verbose_name = "Ansprechperson"
