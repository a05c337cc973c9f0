"""From the table of nodes to the tree: codes, parents, levels and weights, all checked."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from zi_analytics.instrument.errors import Flaw
from zi_analytics.instrument.model import AnswerKind, AnswerType, Level, Node, Text
from zi_analytics.instrument.source import Row, Source
from zi_analytics.instrument.texts import Texts

FILE = "nodes.csv"
UNWEIGHTED = (Level.COUNT, Level.SUBTOTAL)


def build_nodes(
    source: Source,
    answer_types: Mapping[str, AnswerType],
    texts: Texts,
    flaws: list[Flaw],
) -> tuple[Node, ...]:
    """The nodes with their weights; every mistake is added to ``flaws``.

    A question without a weight of its own shares its parent's weight equally with its siblings:
    that is the mean of 90/2021, Lampiran III.
    """
    rows = _check_places(source.nodes, flaws)
    weights = _share_weights(rows, flaws)
    nodes = []
    for code, row in rows.items():
        level = Level(row["level"])
        _check_answer_type(row, level, answer_types, flaws)
        if code not in texts.labels:
            flaws.append(Flaw(FILE, row.line, f"{code} has no label in texts.csv"))
        soal_id = row["soal_id"]
        if soal_id and not soal_id.isdigit():
            flaws.append(Flaw(FILE, row.line, f"soal_id {soal_id!r} is not a number"))
        nodes.append(
            Node(
                code=code,
                parent=row["parent"] or None,
                level=level,
                weight=None if level in UNWEIGHTED else float(weights.get(code, 0)),
                answer_type=row["answer_type"] or None,
                soal_id=int(soal_id) if soal_id.isdigit() else None,
                label=texts.labels.get(code, Text(code, code)),
                short=texts.shorts.get(code),
            )
        )
    _check_soal_ids(source.nodes, flaws)
    return tuple(nodes)


def _check_places(table: tuple[Row, ...], flaws: list[Flaw]) -> dict[str, Row]:
    """The rows by code, without those that have no place in the tree."""
    rows: dict[str, Row] = {}
    for row in table:
        code, parent = row["code"], row["parent"]
        if not code:
            flaws.append(Flaw(FILE, row.line, "a node without a code"))
        elif code in rows:
            flaws.append(Flaw(FILE, row.line, f"code {code} stands twice"))
        elif row["level"] not in {level.value for level in Level}:
            flaws.append(Flaw(FILE, row.line, f"unknown level {row['level']!r}"))
        elif (code == "TOTAL") != (row["level"] == Level.TOTAL):
            flaws.append(Flaw(FILE, row.line, "level total belongs to TOTAL, and to TOTAL alone"))
        elif (code == "TOTAL") != (parent == ""):
            flaws.append(Flaw(FILE, row.line, "only TOTAL, and TOTAL alone, has no parent"))
        elif parent and parent not in rows:
            flaws.append(Flaw(FILE, row.line, f"parent {parent} of {code} is missing above it"))
        elif parent not in ("", "TOTAL") and not code.startswith(f"{parent}."):
            flaws.append(Flaw(FILE, row.line, f"code {code} does not begin with {parent}."))
        else:
            rows[code] = row
    if "TOTAL" not in rows:
        flaws.append(Flaw(FILE, 1, "there is no node TOTAL"))
    return rows


def _share_weights(rows: Mapping[str, Row], flaws: list[Flaw]) -> dict[str, Fraction]:
    """The exact weight of every node; children must add up to their parent."""
    weights: dict[str, Fraction] = {}
    children: dict[str, list[Row]] = {code: [] for code in rows}
    for row in rows.values():
        if row["parent"] and Level(row["level"]) not in UNWEIGHTED:
            children[row["parent"]].append(row)
    for code, row in rows.items():
        level, written = Level(row["level"]), row["weight"]
        if level in UNWEIGHTED:
            if written:
                flaws.append(Flaw(FILE, row.line, f"{code} is a count and has no weight"))
        elif written:
            weights[code] = _read_weight(row, flaws)
        elif level is Level.QUESTION:
            siblings = children[row["parent"]]
            weights[code] = weights.get(row["parent"], Fraction(0)) / len(siblings)
        else:
            flaws.append(Flaw(FILE, row.line, f"{code} has no weight"))
    for code, below in children.items():
        row = rows[code]
        if Level(row["level"]) is Level.QUESTION or Level(row["level"]) in UNWEIGHTED:
            if below:
                flaws.append(Flaw(FILE, below[0].line, f"{code} cannot have parts with a weight"))
        elif not below:
            flaws.append(Flaw(FILE, row.line, f"{code} has nothing below it"))
        else:
            written_parts = {bool(child["weight"]) for child in below}
            if len(written_parts) == 2:
                reason = f"below {code} either all weights are written or none"
                flaws.append(Flaw(FILE, below[0].line, reason))
            total = sum((weights.get(child["code"], Fraction(0)) for child in below), Fraction(0))
            if code in weights and total != weights[code]:
                reason = (
                    f"the weights below {code} add up to {float(total):g}, "
                    f"not to {float(weights[code]):g}"
                )
                flaws.append(Flaw(FILE, row.line, reason))
    if "TOTAL" in weights and weights["TOTAL"] != 100:
        flaws.append(Flaw(FILE, rows["TOTAL"].line, "the weight of TOTAL must be 100"))
    return weights


def _read_weight(row: Row, flaws: list[Flaw]) -> Fraction:
    try:
        weight = Fraction(row["weight"])
    except (ValueError, ZeroDivisionError):
        flaws.append(Flaw(FILE, row.line, f"weight {row['weight']!r} is not a number"))
        return Fraction(0)
    if not 0 < weight <= 100:
        reason = f"weight {row['weight']} must lie above 0 and up to 100"
        flaws.append(Flaw(FILE, row.line, reason))
        return Fraction(0)
    return weight


def _check_answer_type(
    row: Row, level: Level, answer_types: Mapping[str, AnswerType], flaws: list[Flaw]
) -> None:
    written = row["answer_type"]
    answered = level in (Level.QUESTION, *UNWEIGHTED)
    if answered and written not in answer_types:
        flaws.append(Flaw(FILE, row.line, f"unknown answer type {written!r}"))
    elif not answered and written:
        flaws.append(Flaw(FILE, row.line, f"{row['code']} is not answered and has no answer type"))
    elif answered and (answer_types[written].kind is AnswerKind.COUNT) != (level in UNWEIGHTED):
        flaws.append(Flaw(FILE, row.line, f"answer type {written} does not suit a {level.value}"))


def _check_soal_ids(table: tuple[Row, ...], flaws: list[Flaw]) -> None:
    seen: dict[str, str] = {}
    for row in table:
        soal_id = row["soal_id"]
        if soal_id and soal_id in seen:
            reason = f"soal_id {soal_id} already belongs to {seen[soal_id]}"
            flaws.append(Flaw(FILE, row.line, reason))
        elif soal_id:
            seen[soal_id] = row["code"]
