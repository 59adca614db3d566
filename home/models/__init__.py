"""Every editorial page that is no network and no exhibition."""

from home.models.access_pages import EasyLanguagePage, SignLanguagePage
from home.models.contact_pages import BarrierReportPage, ContactPage
from home.models.focus_area_pages import FocusAreaIndexPage, FocusAreaPage
from home.models.glossary_page import GlossaryPage, GlossaryTerm
from home.models.home_page import HomePage
from home.models.legal_pages import (
    AccessibilityBarrier,
    AccessibilityStatementPage,
    ImprintPage,
    PrivacyPage,
)
from home.models.mission_page import MissionPage
from home.models.missions import Mission
from home.models.news_pages import NewsIndexPage, NewsPage
from home.models.overview_pages import ContentsPage, ImageCreditsPage
from home.models.publication_pages import PublicationIndexPage, PublicationPage
from home.models.standard_page import StandardPage

__all__ = [
    "AccessibilityBarrier",
    "AccessibilityStatementPage",
    "BarrierReportPage",
    "ContactPage",
    "ContentsPage",
    "EasyLanguagePage",
    "FocusAreaIndexPage",
    "FocusAreaPage",
    "GlossaryPage",
    "GlossaryTerm",
    "HomePage",
    "ImageCreditsPage",
    "ImprintPage",
    "Mission",
    "MissionPage",
    "NewsIndexPage",
    "NewsPage",
    "PrivacyPage",
    "PublicationIndexPage",
    "PublicationPage",
    "SignLanguagePage",
    "StandardPage",
]
