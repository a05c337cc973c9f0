"""The whole matrix as a table to take away: every unit with every limit and its standing."""

import numpy as np

from pages.analysis.overview.matrix_columns import column_head
from pages.shared.downloads import Cell, Row
from pages.shared.page_texts import assessor_label
from pages.shared.words import language, t
from zi_analytics.analysis.cohort_text import reach_text
from zi_analytics.analysis.ranking import Ranking
from zi_analytics.analysis.sentences import STANDINGS
from zi_analytics.analysis.standing import Standing


def matrix_header(ranking: Ranking) -> list[str]:
    """The names of the columns of the whole matrix."""
    return list(_columns(ranking, np.array([], dtype=int)))


def matrix_rows(ranking: Ranking, rows: np.ndarray) -> list[Row]:
    """The ``rows`` of a ranking as cells; points stay numbers."""
    return list(zip(*_columns(ranking, rows).values(), strict=True))


def _columns(ranking: Ranking, rows: np.ndarray) -> dict[str, list[Cell]]:
    units, spoken = ranking.units.iloc[rows], language()
    labels = [limit.label.say(spoken) for limit in ranking.limits]
    words = {stand: t(word) for stand, (_, word) in STANDINGS.items()}
    words[Standing.UNKNOWN] = t("Not certain")
    found: dict[str, list[Cell]] = {
        t("Unit"): units["unit_name"].tolist(),
        t("Kind"): units["kind"].tolist(),
        t("Assessor"): [assessor_label(code) for code in units["assessor"]],
        t("Reached"): [reach_text(code, spoken) for code in units["reach"]],
    }
    if ranking.predicate is not None:
        found[t("Standing")] = [words[stand] for stand in units["standing"]]
        found[t("Distance")] = units["distance"].tolist()
        found[t("Held back by")] = [labels[rule] for rule in units["rule"]]
        found[t("Limits not met")] = units["unmet"].tolist()
    for number, column in enumerate(ranking.columns):
        found[column_head(column)] = ranking.points[rows, number].tolist()
        if column.needed is not None:
            found[f"{column_head(column)}: {t('Standing')}"] = [
                words[stand] for stand in ranking.standings[rows, number]
            ]
    shown = {column.nodes for column in ranking.columns}
    for number, limit in enumerate(ranking.limits):
        if limit.nodes not in shown:
            found[labels[number]] = ranking.reached[rows, number].tolist()
    return found
