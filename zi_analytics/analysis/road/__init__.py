"""The road to a predicate: which answers to better so that every rule is met."""

from zi_analytics.analysis.road.answers import Better, Count, counts_of
from zi_analytics.analysis.road.by_hand import Moved, apply, moves_of
from zi_analytics.analysis.road.checklist import Institution, Line, Sight, checklist
from zi_analytics.analysis.road.finding import Start, find_road, start
from zi_analytics.analysis.road.reach import Reach, joined, reach_many
from zi_analytics.analysis.road.result import NoWay, Road, RuleLine, Shortfall, Step
from zi_analytics.analysis.road.safety import Safety, View, safety, usual_kept
from zi_analytics.analysis.road.wishes import Objective, Surveys, Wishes

__all__ = [
    "Better",
    "Count",
    "Institution",
    "Line",
    "Moved",
    "NoWay",
    "Objective",
    "Reach",
    "Road",
    "RuleLine",
    "Safety",
    "Shortfall",
    "Sight",
    "Start",
    "Step",
    "Surveys",
    "View",
    "Wishes",
    "apply",
    "checklist",
    "counts_of",
    "find_road",
    "joined",
    "moves_of",
    "reach_many",
    "safety",
    "start",
    "usual_kept",
]
