"""From instrument.toml to answer types, ratios, areas, limits and conditions, all checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zi_analytics.instrument.errors import Flaw
from zi_analytics.instrument.model import (
    AnswerKind,
    AnswerType,
    Area,
    ClosingDay,
    Condition,
    ExemptUnit,
    Level,
    Limit,
    Node,
    Option,
    Predicate,
    Ratio,
    Text,
)
from zi_analytics.instrument.source import Source

FILE = "instrument.toml"
RATIO_RULES = ("share", "fall")


def read_text(source: Source, entry: Mapping[str, Any], name: str, flaws: list[Flaw]) -> Text:
    """The wording ``name`` of ``entry`` in both languages."""
    given = entry.get(name)
    if not isinstance(given, dict) or not all(given.get(key) for key in ("id", "en")):
        line = source.line_of(FILE, str(entry.get("code", name)))
        flaws.append(Flaw(FILE, line, f"{name} of {entry.get('code', 'it')} needs id and en"))
        return Text("", "")
    return Text(str(given["id"]), str(given["en"]))


def build_answer_types(source: Source, flaws: list[Flaw]) -> dict[str, AnswerType]:
    """The answer types by code."""
    types: dict[str, AnswerType] = {}
    for entry in source.identity.get("answer_types", []):
        code = str(entry.get("code", ""))
        line = source.line_of(FILE, "code", f'"{code}"')
        if not code or code in types:
            flaws.append(Flaw(FILE, line, f"answer type {code!r} stands twice or has no code"))
            continue
        if entry.get("kind") not in {kind.value for kind in AnswerKind}:
            flaws.append(Flaw(FILE, line, f"unknown kind {entry.get('kind')!r} of {code}"))
            continue
        options = tuple(
            Option(str(o.get("key", "")), float(o.get("value", -1)), tuple(o.get("also", ())))
            for o in entry.get("options", [])
        )
        types[code] = AnswerType(
            code=code,
            kind=AnswerKind(entry["kind"]),
            written=tuple(entry.get("written", ())),
            options=options,
            lowest=entry.get("lowest"),
            highest=entry.get("highest"),
        )
        _check_options(types[code], line, flaws)
    if not types:
        flaws.append(Flaw(FILE, 1, "there are no answer types"))
    return types


def _check_options(answer_type: AnswerType, line: int, flaws: list[Flaw]) -> None:
    code, options = answer_type.code, answer_type.options
    keys = [option.key.casefold() for option in options]
    values = [option.value for option in options]
    if answer_type.kind is not AnswerKind.CHOICE:
        if options:
            flaws.append(Flaw(FILE, line, f"{code} is not a choice and has no options"))
        return
    if len(options) < 2:
        flaws.append(Flaw(FILE, line, f"{code} needs at least two options"))
        return
    if not all(keys) or len(set(keys)) != len(keys):
        flaws.append(Flaw(FILE, line, f"{code} has an option twice or without a key"))
    if any(not 0 <= value <= 1 for value in values):
        flaws.append(Flaw(FILE, line, f"an option of {code} is not worth 0 to 1"))
    elif values[0] != 1 or values[-1] != 0 or values != sorted(set(values), reverse=True):
        flaws.append(Flaw(FILE, line, f"the options of {code} must fall from 1 to 0"))


def build_ratios(
    source: Source, nodes: Mapping[str, Node], types: Mapping[str, AnswerType], flaws: list[Flaw]
) -> dict[str, Ratio]:
    """The ratios by the code of their question; every count must belong to exactly one."""
    ratios: dict[str, Ratio] = {}
    used: set[str] = set()
    for entry in source.identity.get("ratios", []):
        question = str(entry.get("question", ""))
        line = source.line_of(FILE, "question", f'"{question}"')
        ratio = Ratio(
            question=question,
            rule=str(entry.get("rule", "")),
            part=tuple(entry.get("part", ())),
            whole=tuple(entry.get("whole", ())),
            unused=tuple(entry.get("unused", ())),
            subtotal=entry.get("subtotal"),
            article=str(entry.get("article", source.identity.get("article", ""))),
        )
        if question in ratios:
            flaws.append(Flaw(FILE, line, f"the ratio of {question} stands twice"))
        if question not in nodes or nodes[question].level is not Level.QUESTION:
            flaws.append(Flaw(FILE, line, f"ratio of an unknown question {question!r}"))
        if ratio.rule not in RATIO_RULES:
            flaws.append(Flaw(FILE, line, f"unknown rule {ratio.rule!r} of {question}"))
        if not ratio.part or not ratio.whole:
            flaws.append(Flaw(FILE, line, f"the ratio of {question} needs part and whole"))
        for code in (*ratio.part, *ratio.whole, *ratio.unused):
            if code not in nodes or nodes[code].level is not Level.COUNT:
                flaws.append(Flaw(FILE, line, f"{code} in the ratio of {question} is no count"))
            elif code in used:
                flaws.append(Flaw(FILE, line, f"count {code} is used twice"))
            elif nodes[code].parent != question:
                flaws.append(Flaw(FILE, line, f"count {code} does not stand below {question}"))
            used.add(code)
        if ratio.subtotal and (
            ratio.subtotal not in nodes or nodes[ratio.subtotal].level is not Level.SUBTOTAL
        ):
            flaws.append(Flaw(FILE, line, f"{ratio.subtotal} is no subtotal"))
        ratios[question] = ratio
    for node in nodes.values():
        if node.level is Level.COUNT and node.code not in used:
            flaws.append(Flaw(FILE, 1, f"count {node.code} belongs to no ratio"))
        answer_type = types.get(node.answer_type or "")
        if (
            answer_type is not None
            and answer_type.kind is AnswerKind.RATIO
            and node.code not in ratios
        ):
            flaws.append(Flaw(FILE, 1, f"question {node.code} has no ratio"))
    return ratios


def build_areas(source: Source, nodes: Mapping[str, Node], flaws: list[Flaw]) -> tuple[Area, ...]:
    """The areas across the aspects, in the order of the file."""
    areas = []
    for entry in source.identity.get("areas", []):
        area = Area(
            code=str(entry.get("code", "")),
            label=read_text(source, entry, "label", flaws),
            fulfilment=str(entry.get("fulfilment", "")),
            reform=entry.get("reform"),
        )
        for code in area.nodes:
            if code not in nodes or nodes[code].weight is None:
                line = source.line_of(FILE, f'"{code}"')
                flaws.append(Flaw(FILE, line, f"area {area.code} names unknown node {code!r}"))
        areas.append(area)
    codes = [area.code for area in areas]
    if len(set(codes)) != len(codes):
        line = source.line_of(FILE, "[[areas]]")
        flaws.append(Flaw(FILE, line, "an area stands twice"))
    return tuple(areas)


def build_predicates(
    source: Source, nodes: Mapping[str, Node], areas: tuple[Area, ...], flaws: list[Flaw]
) -> tuple[Predicate, ...]:
    """The predicates with their limits; ``areas_minimum_share`` is one limit an area."""
    predicates: list[Predicate] = []
    for entry in source.identity.get("predicates", []):
        code, article = str(entry.get("code", "")), str(entry.get("article", ""))
        line = source.line_of(FILE, "code", f'"{code}"')
        if not article:
            flaws.append(Flaw(FILE, line, f"{code} names no article"))
        limits = [
            Limit(
                code=str(given.get("code", "")),
                nodes=tuple(given.get("nodes", ())),
                minimum=float(given.get("minimum", -1)),
                unit=str(given.get("unit", "points")),
                article=str(given.get("article", article)),
                label=read_text(source, given, "label", flaws),
                index=given.get("index"),
            )
            for given in entry.get("limits", [])
        ]
        share = entry.get("areas_minimum_share")
        if share is not None:
            # The areas stand after the enabler limit, as in Tabel 6.
            place = next((i for i, limit in enumerate(limits, 1) if limit.code == "enabler"), 0)
            limits[place:place] = [
                Limit(f"area{area.code}", area.nodes, float(share), "share", article, area.label)
                for area in areas
            ]
        for limit in limits:
            _check_limit(limit, code, source, nodes, flaws)
        codes = [limit.code for limit in limits]
        for twice in sorted({c for c in codes if codes.count(c) > 1}):
            flaws.append(Flaw(FILE, line, f"limit {twice} of {code} stands twice"))
        requires = entry.get("requires")
        if requires is not None and requires not in {known.code for known in predicates}:
            flaws.append(Flaw(FILE, line, f"{code} requires unknown predicate {requires!r}"))
        label = read_text(source, entry, "label", flaws)
        predicates.append(Predicate(code, label, tuple(limits), requires))
    return tuple(predicates)


def _check_limit(
    limit: Limit, predicate: str, source: Source, nodes: Mapping[str, Node], flaws: list[Flaw]
) -> None:
    line = source.line_of(FILE, f'"{limit.code}"', "minimum")
    weight = 0.0
    for code in limit.nodes:
        if code not in nodes or nodes[code].weight is None:
            reason = f"limit {limit.code} of {predicate} names unknown node {code!r}"
            flaws.append(Flaw(FILE, line, reason))
        else:
            weight += nodes[code].weight or 0.0
    highest = 1.0 if limit.unit == "share" else weight
    if limit.unit not in ("points", "share"):
        flaws.append(Flaw(FILE, line, f"limit {limit.code} has unknown unit {limit.unit!r}"))
    elif not 0 < limit.minimum <= highest:
        reason = f"limit {limit.code} of {predicate} must lie above 0 and up to {highest:g}"
        flaws.append(Flaw(FILE, line, reason))


def build_conditions(source: Source, flaws: list[Flaw]) -> tuple[Condition, ...]:
    """The conditions for being proposed, in the order of the file."""
    known = {str(entry.get("code", "")) for entry in source.identity.get("predicates", [])}
    conditions: list[Condition] = []
    for entry in source.identity.get("conditions", []):
        code = str(entry.get("code", ""))
        line = source.line_of(FILE, "code", f'"{code}"')
        predicates = tuple(entry.get("predicates", ()))
        if not code or code in {condition.code for condition in conditions}:
            flaws.append(Flaw(FILE, line, f"condition {code!r} stands twice or has no code"))
        if not predicates or not set(predicates) <= known:
            flaws.append(Flaw(FILE, line, f"condition {code} names an unknown predicate"))
        if not entry.get("article"):
            flaws.append(Flaw(FILE, line, f"condition {code} names no article"))
        conditions.append(
            Condition(
                code=code,
                level=str(entry.get("level", "")),
                predicates=predicates,
                applies_to=str(entry.get("applies_to", "all")),
                minimum=entry.get("minimum", ""),
                article=str(entry.get("article", "")),
                label=read_text(source, entry, "label", flaws),
            )
        )
    return tuple(conditions)


def build_exempt_units(source: Source, flaws: list[Flaw]) -> tuple[ExemptUnit, ...]:
    """The kinds of unit that may be proposed early, in the order of the file."""
    return tuple(
        ExemptUnit(
            code=str(entry.get("code", "")),
            article=str(entry.get("article", "")),
            label=read_text(source, entry, "label", flaws),
        )
        for entry in source.identity.get("exempt_units", [])
    )


def build_closing(source: Source, flaws: list[Flaw]) -> ClosingDay | None:
    """The day proposals close, None for a regime that names none."""
    entry = source.identity.get("closing")
    if entry is None:
        return None
    month, day = int(entry.get("month", 0)), int(entry.get("day", 0))
    if not (1 <= month <= 12 and 1 <= day <= 31):
        flaws.append(Flaw(FILE, source.line_of(FILE, "[closing]"), "closing is no day of a year"))
    note = read_text(source, entry, "note", flaws)
    return ClosingDay(month, day, str(entry.get("article", "")), note)
