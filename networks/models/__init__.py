"""Fachnetzwerke, Reviere and the people to ask."""

from networks.models.background import HistoryPage, WorkingMethodPage
from networks.models.contacts import ContactPerson, Region
from networks.models.network_pages import (
    CrossCuttingTopic,
    NetworkContact,
    NetworkIndexPage,
    NetworkPage,
    RegionPage,
)

__all__ = [
    "ContactPerson",
    "CrossCuttingTopic",
    "HistoryPage",
    "NetworkContact",
    "NetworkIndexPage",
    "NetworkPage",
    "Region",
    "RegionPage",
    "WorkingMethodPage",
]
