"""Decision models of DMN 1.1–1.5: read, decided, written. A model cannot run code, read files or loop for ever."""

from okienko.language.dmn.deciding import Decisions
from okienko.language.dmn.errors import ModelError
from okienko.language.dmn.files import computed, evaluate, open_decisions, outcome_of
from okienko.language.dmn.model import Model
from okienko.language.dmn.pipes import box_of, model_of, table_of, tables_of
from okienko.language.dmn.reading import read_model
from okienko.language.dmn.writing import write_model

__all__ = [
    "Decisions",
    "Model",
    "ModelError",
    "box_of",
    "computed",
    "evaluate",
    "model_of",
    "open_decisions",
    "outcome_of",
    "read_model",
    "table_of",
    "tables_of",
    "write_model",
]
