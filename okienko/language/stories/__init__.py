"""Stories: the acceptance test of a service, played in milliseconds without a database."""

from okienko.language.stories.mutation import Mutation, mutate
from okienko.language.stories.play import Played, StoryProblem, play
from okienko.language.stories.reach import Reached, coverage
from okienko.language.stories.story import Story, StoryStep, load_stories

__all__ = [
    "Mutation",
    "Played",
    "Reached",
    "Story",
    "StoryProblem",
    "StoryStep",
    "coverage",
    "load_stories",
    "mutate",
    "play",
]
