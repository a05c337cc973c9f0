"""From instrument.toml to the answer types and the ratios, all checked."""

from __future__ import annotations

from collections.abc import Mapping

from zi_analytics.instrument.entries import Entry, read_entries
from zi_analytics.instrument.errors import Flaw
from zi_analytics.instrument.model import AnswerKind, AnswerType, Level, Node, Option, Ratio
from zi_analytics.instrument.source import Source

RATIO_RULES = ("share", "fall")


def build_answer_types(source: Source, flaws: list[Flaw]) -> dict[str, AnswerType]:
    """The answer types by code."""
    types: dict[str, AnswerType] = {}
    for entry in read_entries(source.identity, "answer_types", flaws):
        code, kind = entry.word("code"), entry.word("kind")
        if not code or code in types:
            entry.flaw(f"answer type {code!r} stands twice or has no code", "code")
        elif kind not in {known.value for known in AnswerKind}:
            entry.flaw(f"unknown kind {kind!r} of {code}", "kind")
        else:
            types[code] = AnswerType(
                code=code,
                kind=AnswerKind(kind),
                written=entry.words("written"),
                options=_build_options(entry, code, AnswerKind(kind)),
                lowest=entry.number("lowest"),
                highest=entry.number("highest"),
            )
            _check_range(types[code], entry)
    if not types:
        flaws.append(Flaw(source.identity.name, 1, "there are no answer types"))
    return types


def _build_options(entry: Entry, code: str, kind: AnswerKind) -> tuple[Option, ...]:
    options: list[Option] = []
    for given in entry.below("options"):
        value = given.number("value")
        if value is None or not 0 <= value <= 1:
            given.flaw(f"an option of {code} is not worth 0 to 1")
        key = given.word("key")
        if not key or key.casefold() in {option.key.casefold() for option in options}:
            given.flaw(f"{code} has an option twice or without a key")
        options.append(Option(key, -1.0 if value is None else value, given.words("also")))
    values = [option.value for option in options]
    if kind is not AnswerKind.CHOICE:
        if options:
            entry.flaw(f"{code} is not a choice and has no options", "options")
    elif len(options) < 2:
        entry.flaw(f"{code} needs at least two options", "options")
    elif values[0] != 1 or values[-1] != 0 or values != sorted(set(values), reverse=True):
        entry.flaw(f"the options of {code} must fall from 1 to 0", "options")
    return tuple(options)


def _check_range(answer_type: AnswerType, entry: Entry) -> None:
    lowest, highest = answer_type.lowest, answer_type.highest
    if answer_type.kind is AnswerKind.INDEX and (lowest is None or highest is None):
        entry.flaw(f"{answer_type.code} needs its lowest and highest index")
    if lowest is not None and highest is not None and lowest >= highest:
        entry.flaw(f"lowest of {answer_type.code} is not below highest", "lowest")


def build_ratios(
    source: Source, nodes: Mapping[str, Node], types: Mapping[str, AnswerType], flaws: list[Flaw]
) -> dict[str, Ratio]:
    """The ratios by the code of their question; every count must belong to exactly one."""
    ratios: dict[str, Ratio] = {}
    used: set[str] = set()
    worksheet = str(source.identity.values.get("article", ""))
    for entry in read_entries(source.identity, "ratios", flaws):
        ratio = Ratio(
            question=entry.word("question"),
            rule=entry.word("rule"),
            part=entry.words("part"),
            whole=entry.words("whole"),
            unused=entry.words("unused"),
            subtotal=entry.word("subtotal") or None,
            article=entry.word("article", worksheet),
        )
        if ratio.question in ratios:
            entry.flaw(f"the ratio of {ratio.question} stands twice", "question")
        _check_ratio(ratio, entry, nodes, types)
        for key, codes in (("part", ratio.part), ("whole", ratio.whole), ("unused", ratio.unused)):
            for code in codes:
                _check_count(code, ratio.question, entry, key, nodes, used)
                used.add(code)
        if ratio.subtotal is not None:
            _check_subtotal(ratio.subtotal, ratio.question, entry, nodes, used)
            used.add(ratio.subtotal)
        ratios[ratio.question] = ratio
    for row in source.nodes:
        node = nodes.get(row["code"])
        if node is None:
            continue
        if node.level in (Level.COUNT, Level.SUBTOTAL) and node.code not in used:
            reason = f"{node.level.value} {node.code} belongs to no ratio"
            flaws.append(Flaw("nodes.csv", row.line, reason))
        if _is_ratio(node, types) and node.code not in ratios:
            flaws.append(Flaw("nodes.csv", row.line, f"question {node.code} has no ratio"))
    return ratios


def _is_ratio(node: Node, types: Mapping[str, AnswerType]) -> bool:
    answer_type = types.get(node.answer_type or "")
    return answer_type is not None and answer_type.kind is AnswerKind.RATIO


def _check_ratio(
    ratio: Ratio, entry: Entry, nodes: Mapping[str, Node], types: Mapping[str, AnswerType]
) -> None:
    node = nodes.get(ratio.question)
    if node is None or node.level is not Level.QUESTION:
        entry.flaw(f"ratio of an unknown question {ratio.question!r}", "question")
    elif not _is_ratio(node, types):
        entry.flaw(f"question {ratio.question} is not answered by a ratio", "question")
    if ratio.rule not in RATIO_RULES:
        entry.flaw(f"unknown rule {ratio.rule!r} of {ratio.question}", "rule")
    if not ratio.part or not ratio.whole:
        entry.flaw(f"the ratio of {ratio.question} needs part and whole")


def _check_count(
    code: str, question: str, entry: Entry, key: str, nodes: Mapping[str, Node], used: set[str]
) -> None:
    if code not in nodes or nodes[code].level is not Level.COUNT:
        entry.flaw(f"{code} in the ratio of {question} is no count", key)
    elif code in used:
        entry.flaw(f"count {code} is used twice", key)
    elif nodes[code].parent != question:
        entry.flaw(f"count {code} does not stand below {question}", key)


def _check_subtotal(
    code: str, question: str, entry: Entry, nodes: Mapping[str, Node], used: set[str]
) -> None:
    if code not in nodes or nodes[code].level is not Level.SUBTOTAL:
        entry.flaw(f"{code} in the ratio of {question} is no subtotal", "subtotal")
    elif code in used:
        entry.flaw(f"subtotal {code} is used twice", "subtotal")
    elif nodes[code].parent != question:
        entry.flaw(f"subtotal {code} does not stand below {question}", "subtotal")
