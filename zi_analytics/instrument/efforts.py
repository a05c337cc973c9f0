"""From instrument.toml to how much work a better answer is: an estimate of ours, all checked."""

from __future__ import annotations

from collections.abc import Mapping

from zi_analytics.instrument.entries import read_entries
from zi_analytics.instrument.errors import Flaw
from zi_analytics.instrument.model import AnswerKind, AnswerType, Effort, Node
from zi_analytics.instrument.source import Source

MEASURED = (AnswerKind.RATIO, AnswerKind.INDEX)
"""Answers without options: how long their step is must be said."""


def build_efforts(
    source: Source, nodes: Mapping[str, Node], types: Mapping[str, AnswerType], flaws: list[Flaw]
) -> tuple[Effort, ...]:
    """The estimates in the order of the file."""
    efforts: list[Effort] = []
    for entry in read_entries(source.identity, "efforts", flaws):
        node, answer_type = entry.word("node"), entry.word("answer_type")
        if node not in nodes or nodes[node].weight is None:
            entry.flaw(f"an effort names unknown node {node!r}", "node")
        if answer_type not in types:
            entry.flaw(f"an effort names unknown answer type {answer_type!r}", "answer_type")
        if any((known.node, known.answer_type) == (node, answer_type) for known in efforts):
            entry.flaw(f"the effort of {answer_type} below {node} stands twice", "node")
        effort, step = entry.number("effort"), entry.number("step")
        if effort is None or effort <= 0:
            entry.flaw("the effort of a step must lie above 0", "effort")
        measured = answer_type in types and types[answer_type].kind in MEASURED
        if measured != (step is not None and step > 0):
            entry.flaw(
                f"the effort of {answer_type} needs a step above 0 just where it has no options",
                "step",
            )
        efforts.append(
            Effort(node, answer_type, effort or 1.0, step, entry.wording("reason", "an effort"))
        )
    return tuple(efforts)
