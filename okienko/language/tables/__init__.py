"""The law as tables: pipe tables with FEEL in the cells and the legal basis in the last column."""

from okienko.language.tables.reading import parse_table
from okienko.language.tables.table import Decided, Row, Table, TableError

__all__ = ["Decided", "Row", "Table", "TableError", "parse_table"]
