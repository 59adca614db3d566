"""Ideas, who is in charge of them, the advice, and the pages about them."""

from networks.ideas.models.advice import (
    AdviceDay,
    AdviceRound,
    Conflict,
    Criterion,
    GroupOpinion,
    Rating,
    Vote,
)
from networks.ideas.models.ideas import KIND, Answer, ProjectIdea
from networks.ideas.models.pages import (
    ExtraQuestion,
    IdeaStoryIndexPage,
    IdeaStoryPage,
    ProjectIdeaPage,
)
from networks.ideas.models.routing import Body, Membership, Route, Where
from networks.ideas.models.rules import IdeaRules
from networks.ideas.models.texts import ConsentText

__all__ = [
    "KIND",
    "AdviceDay",
    "AdviceRound",
    "Answer",
    "Body",
    "Conflict",
    "ConsentText",
    "Criterion",
    "ExtraQuestion",
    "GroupOpinion",
    "IdeaRules",
    "IdeaStoryIndexPage",
    "IdeaStoryPage",
    "Membership",
    "ProjectIdea",
    "ProjectIdeaPage",
    "Rating",
    "Route",
    "Vote",
    "Where",
]
