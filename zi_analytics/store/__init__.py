"""Units, periods, assessments with their revisions, original files and the log: what is kept."""

from zi_analytics.store.dossier import LARGEST_DOCUMENT
from zi_analytics.store.errors import StoreError
from zi_analytics.store.moving import move_store
from zi_analytics.store.names import ASSESSORS, match_key
from zi_analytics.store.records import (
    Change,
    Doubted,
    Fact,
    Import,
    Inspection,
    Item,
    ItemChange,
    LogEntry,
    NewItem,
    Outcome,
    PlannedUnit,
    Preview,
    PreviewedAssessment,
    Revision,
    SavedAssessment,
    SavedFile,
    StoredAssessment,
    UnitChange,
    UnitPlan,
    ValueMatrix,
)
from zi_analytics.store.restoring import restore_backup
from zi_analytics.store.store import Store, open_store
from zi_analytics.store.vectors import STATES

__all__ = [
    "ASSESSORS",
    "LARGEST_DOCUMENT",
    "STATES",
    "Change",
    "Doubted",
    "Fact",
    "Import",
    "Inspection",
    "Item",
    "ItemChange",
    "LogEntry",
    "NewItem",
    "Outcome",
    "PlannedUnit",
    "Preview",
    "PreviewedAssessment",
    "Revision",
    "SavedAssessment",
    "SavedFile",
    "Store",
    "StoreError",
    "StoredAssessment",
    "UnitChange",
    "UnitPlan",
    "ValueMatrix",
    "match_key",
    "move_store",
    "open_store",
    "restore_backup",
]
