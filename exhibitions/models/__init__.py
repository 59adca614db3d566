"""The Wanderausstellung: exhibition, posters, the institutions that made them."""

from exhibitions.models.exhibition_page import ExhibitionPage
from exhibitions.models.institutions import ResearchInstitution
from exhibitions.models.poster_pages import PosterIndexPage, PosterPage

__all__ = ["ExhibitionPage", "PosterIndexPage", "PosterPage", "ResearchInstitution"]
