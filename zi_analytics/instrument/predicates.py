"""From instrument.toml to the areas and to the predicates with their limits, all checked."""

from __future__ import annotations

import math
from collections.abc import Mapping

from zi_analytics.instrument.entries import Entry, read_entries
from zi_analytics.instrument.errors import Flaw
from zi_analytics.instrument.model import (
    AnswerKind,
    AnswerType,
    Area,
    Limit,
    Node,
    Predicate,
    Unseen,
)
from zi_analytics.instrument.source import Source

UNITS = ("points", "share")
PRINTED_INDEX = 0.005
"""Half of the last decimal with which the regulation prints an index."""


def build_areas(source: Source, nodes: Mapping[str, Node], flaws: list[Flaw]) -> tuple[Area, ...]:
    """The areas across the aspects, in the order of the file."""
    areas: list[Area] = []
    for entry in read_entries(source.identity, "areas", flaws):
        code = entry.word("code")
        if not code or code in {area.code for area in areas}:
            entry.flaw(f"area {code!r} stands twice or has no code", "code")
        area = Area(
            code=code,
            label=entry.wording("label", f"area {code}"),
            fulfilment=entry.word("fulfilment"),
            reform=entry.word("reform") or None,
        )
        for key, node in (("fulfilment", area.fulfilment), ("reform", area.reform)):
            if node is None:
                continue
            if node not in nodes or nodes[node].weight is None:
                entry.flaw(f"area {code} names unknown node {node!r}", key)
            elif any(node in known.nodes for known in areas):
                entry.flaw(f"{node} already belongs to another area", key)
        areas.append(area)
    return tuple(areas)


def build_predicates(
    source: Source,
    nodes: Mapping[str, Node],
    types: Mapping[str, AnswerType],
    areas: tuple[Area, ...],
    flaws: list[Flaw],
) -> tuple[Predicate, ...]:
    """The predicates with their limits; ``areas_minimum_share`` is one limit an area."""
    predicates: list[Predicate] = []
    for entry in read_entries(source.identity, "predicates", flaws):
        code, article = entry.word("code"), entry.word("article")
        known = {predicate.code for predicate in predicates}
        if not code or code in known:
            entry.flaw(f"predicate {code!r} stands twice or has no code", "code")
        if not article:
            entry.flaw(f"{code} names no article", "article")
        limits = [
            _build_limit(given, code, article, nodes, types) for given in entry.below("limits")
        ]
        if entry.has("areas_minimum_share"):
            # The areas stand after the enabler limit, as in Tabel 6.
            place = next((i for i, limit in enumerate(limits, 1) if limit.code == "enabler"), 0)
            limits[place:place] = _build_area_limits(entry, code, article, areas)
        if not limits:
            entry.flaw(f"{code} has no limits")
        unseen = [_build_unseen(given, code, article, nodes) for given in entry.below("unseen")]
        codes = [limit.code for limit in limits] + [limit.code for limit in unseen]
        for twice in sorted({c for c in codes if codes.count(c) > 1}):
            entry.flaw(f"limit {twice} of {code} stands twice")
        requires = entry.word("requires") or None
        if requires is not None and requires not in known:
            entry.flaw(f"{code} requires unknown predicate {requires!r}", "requires")
        label = entry.wording("label", code)
        predicates.append(Predicate(code, label, tuple(limits), requires, tuple(unseen)))
    return tuple(predicates)


def _build_area_limits(
    entry: Entry, predicate: str, article: str, areas: tuple[Area, ...]
) -> list[Limit]:
    share = entry.number("areas_minimum_share")
    if share is None or not 0 < share <= 1:
        entry.flaw(
            f"the areas' share of {predicate} must lie above 0 and up to 1", "areas_minimum_share"
        )
        return []
    if not areas:
        entry.flaw(f"{predicate} limits the areas, but there are none", "areas_minimum_share")
    return [
        Limit(f"area{area.code}", area.nodes, share, "share", article, area.label) for area in areas
    ]


def _build_limit(
    entry: Entry,
    predicate: str,
    article: str,
    nodes: Mapping[str, Node],
    types: Mapping[str, AnswerType],
) -> Limit:
    minimum = entry.number("minimum")
    code = entry.word("code")
    limit = Limit(
        code=code,
        nodes=entry.words("nodes"),
        minimum=math.nan if minimum is None else minimum,
        unit=entry.word("unit", "points"),
        article=entry.word("article", article),
        label=entry.wording("label", f"limit {code}"),
        index=entry.number("index"),
    )
    if not code:
        entry.flaw(f"a limit of {predicate} has no code")
    unknown = [node for node in limit.nodes if node not in nodes or nodes[node].weight is None]
    for node in unknown:
        entry.flaw(f"limit {code} of {predicate} names unknown node {node!r}")
    if not limit.nodes:
        entry.flaw(f"limit {code} of {predicate} names no node")
    if limit.unit not in UNITS:
        entry.flaw(f"limit {code} of {predicate} has unknown unit {limit.unit!r}")
    elif limit.nodes and not unknown:
        weight = sum(nodes[node].weight or 0.0 for node in limit.nodes)
        highest = 1.0 if limit.unit == "share" else weight
        if not 0 < limit.minimum <= highest:
            entry.flaw(f"limit {code} of {predicate} must lie above 0 and up to {highest:g}")
        elif limit.index is not None:
            _check_index(limit, predicate, weight, entry, nodes, types)
    return limit


def _build_unseen(entry: Entry, predicate: str, article: str, nodes: Mapping[str, Node]) -> Unseen:
    code = entry.word("code")
    unseen = Unseen(
        code=code,
        article=entry.word("article", article),
        label=entry.wording("label", f"unseen limit {code}"),
        minimum=entry.number("minimum"),
        node=entry.word("node") or None,
        certain_from=entry.number("certain_from"),
    )
    if not code:
        entry.flaw(f"an unseen limit of {predicate} has no code")
    weight = nodes[unseen.node].weight if unseen.node and unseen.node in nodes else None
    if unseen.node is None and unseen.certain_from is None:
        if unseen.minimum is not None and unseen.minimum <= 0:
            entry.flaw(f"unseen limit {code} of {predicate} must lie above 0")
    elif unseen.node is None or unseen.certain_from is None or unseen.minimum is None:
        entry.flaw(
            f"unseen limit {code} of {predicate} needs minimum, node and certain_from together"
        )
    elif weight is None:
        entry.flaw(f"unseen limit {code} of {predicate} names unknown node {unseen.node!r}")
    elif not 0 < unseen.minimum < unseen.certain_from <= weight:
        entry.flaw(
            f"unseen limit {code} of {predicate} must be certain above its minimum "
            f"and up to {weight:g}"
        )
    return unseen


def _check_index(
    limit: Limit,
    predicate: str,
    weight: float,
    entry: Entry,
    nodes: Mapping[str, Node],
    types: Mapping[str, AnswerType],
) -> None:
    """The survey index that the regulation prints beside a limit must give just that limit."""
    highest = [
        known.highest
        for known in types.values()
        if known.kind is AnswerKind.INDEX and known.highest is not None
    ]
    needed = limit.minimum if limit.unit == "points" else limit.minimum * weight
    given = limit.index or 0.0
    if not any(abs(given - needed / weight * top) < PRINTED_INDEX for top in highest):
        entry.flaw(f"index {given:g} does not give limit {limit.code} of {predicate}")
