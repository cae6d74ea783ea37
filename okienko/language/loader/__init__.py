"""Reading a service's folder: `load` gives a checked `Service` or refuses with every mistake named."""

from okienko.language.loader.problems import DefinitionRefused, Notes, Problem, nearest
from okienko.language.loader.service import load

__all__ = ["DefinitionRefused", "Notes", "Problem", "load", "nearest"]
