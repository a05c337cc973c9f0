"""From texts.csv to the labels, short names, criteria and evidence that are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from zi_analytics.instrument.errors import Flaw
from zi_analytics.instrument.model import AnswerType, Area, Level, Node, Predicate, Text
from zi_analytics.instrument.source import Source

FILE = "texts.csv"
LONGEST = {"label": 60, "short": 12, "criterion": 200, "evidence": 200}


_ABOVE_PARTS = (Level.TOTAL, Level.COMPONENT, Level.ASPECT)


@dataclass(frozen=True, slots=True)
class Texts:
    """Labels, short names and evidence by code, criteria by (code, option)."""

    labels: dict[str, Text] = field(default_factory=dict)
    shorts: dict[str, Text] = field(default_factory=dict)
    criteria: dict[tuple[str, str], Text] = field(default_factory=dict)
    evidence: dict[str, Text] = field(default_factory=dict)


def build_texts(source: Source, flaws: list[Flaw]) -> Texts:
    """Every text of the file that has its place."""
    texts = Texts()
    by_kind = {"label": texts.labels, "short": texts.shorts, "evidence": texts.evidence}
    codes = {row["code"] for row in source.nodes}
    for row in source.texts:
        code, kind, option = row["code"], row["kind"], row["option"]
        text = Text(row["id"].strip(), row["en"].strip())
        if code not in codes:
            flaws.append(Flaw(FILE, row.line, f"unknown code {code!r}"))
        elif kind not in LONGEST:
            flaws.append(Flaw(FILE, row.line, f"unknown kind {kind!r}"))
        elif not text.id or not text.en:
            flaws.append(Flaw(FILE, row.line, f"{kind} of {code} is missing in one language"))
        elif max(len(text.id), len(text.en)) > LONGEST[kind]:
            reason = f"{kind} of {code} is longer than {LONGEST[kind]} characters"
            flaws.append(Flaw(FILE, row.line, reason))
        elif code in by_kind.get(kind, ()) or (
            kind == "criterion" and (code, option) in texts.criteria
        ):
            flaws.append(Flaw(FILE, row.line, f"{kind} {option} of {code} stands twice"))
        elif kind == "criterion":
            texts.criteria[code, option] = text
        else:
            by_kind[kind][code] = text
    return texts


def check_shorts(
    source: Source,
    nodes: Sequence[Node],
    areas: Sequence[Area],
    predicates: Sequence[Predicate],
    flaws: list[Flaw],
) -> None:
    """What heads a column has a short name: every area, every result, and whatever is limited.

    An area bears the one of its fulfilment, so its reform needs none.
    """
    limited = {limit.nodes[0] for one in predicates for limit in one.limits if limit.nodes}
    reforms = {area.reform for area in areas}
    above = {node.code for node in nodes if node.level in _ABOVE_PARTS}
    lines = {row["code"]: row.line for row in source.nodes}
    for node in nodes:
        is_part = node.parent in above and node.code not in above | reforms
        named = is_part or (node.code in limited and node.weight is not None)
        if named and node.short is None:
            reason = f"{node.code} has no short name"
            flaws.append(Flaw("nodes.csv", lines[node.code], reason))


def check_labels(source: Source, nodes: Mapping[str, Node], flaws: list[Flaw]) -> None:
    """A label names one node only, so that a table of labels can be read. An area bears its name
    once in each aspect."""
    first: dict[tuple[str, str], str] = {}
    for row in source.texts:
        code = row["code"]
        if row["kind"] != "label" or code not in nodes or nodes[code].level is Level.AREA:
            continue
        for language in ("id", "en"):
            label = row[language].strip()
            other = first.setdefault((language, label.casefold()), code)
            if label and other != code:
                reason = f"{code} and {other} bear the same label {label!r}"
                flaws.append(Flaw(FILE, row.line, reason))


def check_texts(
    source: Source,
    nodes: Mapping[str, Node],
    types: Mapping[str, AnswerType],
    texts: Texts,
    flaws: list[Flaw],
) -> None:
    """Every question says what each of its options asks and what would prove it."""
    lines = {row["code"]: row.line for row in source.nodes}
    for row in source.texts:
        code, option = row["code"], row["option"]
        if row["kind"] != "criterion" or code not in nodes:
            continue
        answer_type = types.get(nodes[code].answer_type or "")
        if answer_type is not None:
            keys = {o.key for o in answer_type.options}
            if option not in (keys or {""}):
                flaws.append(Flaw(FILE, row.line, f"{code} has no option {option!r}"))
        elif not nodes[code].answer_type:
            flaws.append(Flaw(FILE, row.line, f"{code} is not answered and has no criteria"))
    for node in nodes.values():
        answer_type = types.get(node.answer_type or "")
        if node.level is not Level.QUESTION or answer_type is None:
            continue
        keys = {option.key for option in answer_type.options} or {""}
        for key in sorted(keys):
            if (node.code, key) not in texts.criteria:
                reason = f"{node.code} has no criterion {key}".rstrip()
                flaws.append(Flaw("nodes.csv", lines[node.code], reason))
        if node.code not in texts.evidence:
            flaws.append(Flaw("nodes.csv", lines[node.code], f"{node.code} names no evidence"))
