"""The workbook's own figures beside the rule's, node by node from the bottom up.

Every node has three figures: what the rule gives, what the sheet's own way of averaging and
adding gives from the cells below it (blank cells left out of a mean), and what its cell shows.
The differences telescope: together they are exactly the sheet's total less the rule's.
"""

from __future__ import annotations

from zi_analytics.instrument import Instrument, Level, Node
from zi_analytics.scoring import score, values_of
from zi_analytics.workbook.answering.extraction import Column
from zi_analytics.workbook.reading import Answer

SAME = 1e-6
"""Figures this near are the same; sheets compute in floats too."""


class OwnFigures:
    """One assessor's figures in points: ``rule``, ``modelled`` and ``shown`` by node code.

    ``nodes`` are those that the sheet shows points for, from the bottom up.
    """

    def __init__(self, instrument: Instrument, column: Column) -> None:
        self._instrument = instrument
        self._column = column
        points = score(instrument, values_of(instrument, column))
        self.rule = {node.code: float(p) for node, p in zip(instrument.scored, points, strict=True)}
        # Children come after their parents in the sheet, so backwards is from the bottom up.
        self.nodes = [node for node in reversed(instrument.scored) if self._has_figure(node)]
        self._shows_values = any(
            answer.sheet_points is not None
            for node in self.nodes
            if self.takes_mean(node)
            for answer in self.questions(node)
        )
        self.modelled: dict[str, float] = {}
        self.shown: dict[str, float] = {}
        for node in self.nodes:
            self.modelled[node.code] = self._model(node)
            figure = column.figures.get(node.code)
            self.shown[node.code] = self.modelled[node.code] if figure is None else figure.value

    @property
    def total(self) -> float | None:
        """What the workbook itself shows as the total; None where it shows none."""
        return self.shown["TOTAL"] if "TOTAL" in self._column.figures else None

    @property
    def agrees(self) -> bool:
        """Whether every figure is the rule's."""
        return all(abs(self.shown[n.code] - self.rule[n.code]) <= SAME for n in self.nodes)

    def takes_mean(self, node: Node) -> bool:
        """Whether the node's points are the mean of its questions times its weight."""
        return node.code in self._instrument.means

    def questions(self, node: Node) -> list[Answer]:
        """The answers below a node that takes their mean."""
        return [self._column.answers[c.code] for c in self._instrument.children[node.code]]

    def values(self, node: Node) -> list[float | None]:
        """What the sheet's mean takes for each question, None for one that is left out.

        Where the sheet shows no values beside its questions, its mean tells whether it leaves
        the unanswered ones out.
        """
        answers = self.questions(node)
        if self._shows_values:
            return [answer.sheet_points for answer in answers]
        values = [answer.value for answer in answers]
        figure = self._column.figures.get(node.code)
        if figure is not None and abs(figure.value - _mean(values) * (node.weight or 0.0)) <= SAME:
            return values
        return [value or 0.0 for value in values]

    def worth_of_values(self, node: Node) -> list[float]:
        """The points each question adds to the difference between the sheet's mean and the
        rule's; one that is left out adds what the mean gives it."""
        answers, values = self.questions(node), self.values(node)
        mean = _mean(values)
        share = (node.weight or 0.0) / len(answers)
        return [
            ((mean if value is None else value) - (answer.value or 0.0)) * share
            for answer, value in zip(answers, values, strict=True)
        ]

    def _has_figure(self, node: Node) -> bool:
        """Whether the sheet shows points for a node: beside a question stands its value, unless
        it has a weight of its own."""
        if node.level is not Level.QUESTION:
            return True
        return node.parent not in self._instrument.means

    def _model(self, node: Node) -> float:
        if node.level is Level.QUESTION:
            return self.rule[node.code]
        if self.takes_mean(node):
            return _mean(self.values(node)) * (node.weight or 0.0)
        return sum(self.shown[child.code] for child in self._instrument.children[node.code])


def _mean(values: list[float | None]) -> float:
    counted = [value for value in values if value is not None]
    return sum(counted) / len(counted) if counted else 0.0
