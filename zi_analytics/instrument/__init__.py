"""The worksheet as a tree: what is asked, what it weighs, what is enough."""

from zi_analytics.instrument.errors import Flaw, InstrumentError
from zi_analytics.instrument.loading import available, load, load_folder
from zi_analytics.instrument.model import (
    AnswerKind,
    AnswerType,
    Area,
    ClosingDay,
    Condition,
    Effort,
    ExemptUnit,
    Instrument,
    Layout,
    Level,
    Limit,
    Node,
    Option,
    Predicate,
    Ratio,
    Text,
    Unseen,
)

__all__ = [
    "AnswerKind",
    "AnswerType",
    "Area",
    "ClosingDay",
    "Condition",
    "Effort",
    "ExemptUnit",
    "Flaw",
    "Instrument",
    "InstrumentError",
    "Layout",
    "Level",
    "Limit",
    "Node",
    "Option",
    "Predicate",
    "Ratio",
    "Text",
    "Unseen",
    "available",
    "load",
    "load_folder",
]
