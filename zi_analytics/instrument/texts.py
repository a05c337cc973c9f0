"""From texts.csv to the labels, criteria and evidence that are shown."""

from __future__ import annotations

from collections.abc import Mapping

from zi_analytics.instrument.errors import Flaw
from zi_analytics.instrument.model import AnswerType, Level, Node, Text
from zi_analytics.instrument.source import Source

FILE = "texts.csv"
LONGEST = {"label": 60, "criterion": 200, "evidence": 200}


def build_texts(
    source: Source, flaws: list[Flaw]
) -> tuple[dict[str, Text], dict[tuple[str, str], Text], dict[str, Text]]:
    """Labels by code, criteria by (code, option), evidence by code."""
    labels: dict[str, Text] = {}
    criteria: dict[tuple[str, str], Text] = {}
    evidence: dict[str, Text] = {}
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
        elif (
            (kind == "label" and code in labels)
            or (kind == "criterion" and (code, option) in criteria)
            or (kind == "evidence" and code in evidence)
        ):
            flaws.append(Flaw(FILE, row.line, f"{kind} {option} of {code} stands twice"))
        elif kind == "label":
            labels[code] = text
        elif kind == "criterion":
            criteria[code, option] = text
        else:
            evidence[code] = text
    return labels, criteria, evidence


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
    criteria: Mapping[tuple[str, str], Text],
    evidence: Mapping[str, Text],
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
            if (node.code, key) not in criteria:
                reason = f"{node.code} has no criterion {key}".rstrip()
                flaws.append(Flaw("nodes.csv", lines[node.code], reason))
        if node.code not in evidence:
            flaws.append(Flaw("nodes.csv", lines[node.code], f"{node.code} names no evidence"))
