"""The paper twin of a form: the same questions, set out for a pen."""

from okienko.language.twin.conditions import Condition, Speaker
from okienko.language.twin.drawing import drawn
from okienko.language.twin.paper import Setting, paper
from okienko.language.twin.prices import Price, Prices, prices

__all__ = ["Condition", "Price", "Prices", "Setting", "Speaker", "drawn", "paper", "prices"]
