"""From files to the store: what arrived, where it goes, what is the same, and storing it."""

from zi_analytics.importing.corrections import Change, correct, correct_all
from zi_analytics.importing.doubles import differing
from zi_analytics.importing.lines import Column, Group, Line, as_import, make_line
from zi_analytics.importing.planning import Planned, plan
from zi_analytics.importing.reading import read_lines, read_paths
from zi_analytics.importing.same_units import Choices, Known, Pair, find_pairs
from zi_analytics.importing.sources import (
    Source,
    count_sources,
    find_worksheets,
    open_sources,
)
from zi_analytics.importing.storing import Stored, store_all
from zi_analytics.importing.targets import Target
from zi_analytics.importing.whole import Imported, import_examples, import_paths, known_names

__all__ = [
    "Change",
    "Choices",
    "Column",
    "Group",
    "Imported",
    "Known",
    "Line",
    "Pair",
    "Planned",
    "Source",
    "Stored",
    "Target",
    "as_import",
    "correct",
    "correct_all",
    "count_sources",
    "differing",
    "find_pairs",
    "find_worksheets",
    "import_examples",
    "import_paths",
    "known_names",
    "make_line",
    "open_sources",
    "plan",
    "read_lines",
    "read_paths",
    "store_all",
]
