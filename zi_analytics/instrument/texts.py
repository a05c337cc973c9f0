"""From texts.csv, layouts.toml and wordings.csv to what is shown and what is recognised."""

from __future__ import annotations

from collections.abc import Mapping

from zi_analytics.instrument.errors import Flaw
from zi_analytics.instrument.model import AnswerType, Layout, Level, Node, Text
from zi_analytics.instrument.source import Source

FILE = "texts.csv"
LONGEST = {"label": 60, "criterion": 200, "evidence": 200}
ROLES = frozenset(
    {
        *("id", "label", "weight", "criteria", "type", "answer", "points", "share"),
        *("note", "evidence"),
    }
)


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
    for code, option in criteria:
        answer_type = types.get(nodes[code].answer_type or "") if code in nodes else None
        keys = {o.key for o in answer_type.options} if answer_type else set()
        if option not in (keys or {""}):
            flaws.append(Flaw(FILE, 1, f"{code} has no option {option!r}"))
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


def build_layouts(
    source: Source, nodes: Mapping[str, Node], flaws: list[Flaw]
) -> tuple[Layout, ...]:
    """The known editions of the sheet with their header words and row wordings."""
    entries = source.layouts.get("layouts", [])
    wordings: dict[str, dict[str, list[frozenset[str]]]] = {
        str(entry.get("code", "")): {} for entry in entries
    }
    for row in source.wordings:
        if row["code"] not in nodes:
            flaws.append(Flaw("wordings.csv", row.line, f"unknown code {row['code']!r}"))
        elif row["layout"] not in wordings:
            flaws.append(Flaw("wordings.csv", row.line, f"unknown layout {row['layout']!r}"))
        elif not row["words"].split():
            flaws.append(Flaw("wordings.csv", row.line, f"no words for {row['code']}"))
        else:
            known = wordings[row["layout"]].setdefault(row["code"], [])
            known.append(frozenset(row["words"].split()))
    layouts: list[Layout] = []
    for entry in entries:
        code = str(entry.get("code", ""))
        line = source.line_of("layouts.toml", f'"{code}"')
        headers = entry.get("headers", {})
        label = entry.get("label", {})
        if not code or code in {layout.code for layout in layouts}:
            flaws.append(Flaw("layouts.toml", line, f"layout {code!r} stands twice"))
        if not {"id", "en"} <= set(label):
            flaws.append(Flaw("layouts.toml", line, f"label of layout {code} needs id and en"))
            continue
        for role in headers:
            if role not in ROLES:
                flaws.append(Flaw("layouts.toml", line, f"unknown header role {role!r}"))
        layouts.append(
            Layout(
                code=code,
                label=Text(label["id"], label["en"]),
                headers={role: tuple(words) for role, words in headers.items()},
                sheets=tuple(entry.get("sheets", ())),
                wordings={node: tuple(sets) for node, sets in wordings[code].items()},
            )
        )
    if not layouts:
        flaws.append(Flaw("layouts.toml", 1, "there is no layout"))
    return tuple(layouts)
