"""The whole matrix as a table to take away: every unit with every limit and its standing."""

import pandas as pd

from pages.shared.page_texts import assessor_label
from pages.shared.words import language, t
from zi_analytics.analysis.cohort_text import reach_text
from zi_analytics.analysis.ranking import TOTAL, Column, Ranking
from zi_analytics.analysis.sentences import STANDINGS
from zi_analytics.analysis.standing import Standing


def column_head(column: Column) -> str:
    """The name of a column, an area's with its number."""
    if column.code == TOTAL:
        return t("Score")
    label = column.label.say(language())
    return f"{column.code} {label}" if column.code.isdigit() else label


def whole_matrix(ranking: Ranking, units: pd.DataFrame) -> pd.DataFrame:
    """``units`` are rows of ``ranking.units``; points stay numbers."""
    rows, spoken = units.index.to_numpy(), language()
    labels = [limit.label.say(spoken) for limit in ranking.limits]
    words = {stand: t(word) for stand, (_, word) in STANDINGS.items()}
    words[Standing.UNKNOWN] = t("Not certain")
    frame: dict[str, object] = {
        t("Unit"): units["unit_name"].tolist(),
        t("Kind"): units["kind"].tolist(),
        t("Assessor"): [assessor_label(code) for code in units["assessor"]],
        t("Reached"): [reach_text(code, spoken) for code in units["reach"]],
    }
    if ranking.predicate is not None:
        frame[t("Standing")] = [words[stand] for stand in units["standing"]]
        frame[t("Distance")] = units["distance"].tolist()
        frame[t("What holds it back")] = [labels[rule] for rule in units["rule"]]
        frame[t("Limits not met")] = units["unmet"].tolist()
    for number, column in enumerate(ranking.columns):
        frame[column_head(column)] = ranking.points[rows, number].tolist()
        if column.needed is not None:
            frame[f"{column_head(column)}: {t('Standing')}"] = [
                words[stand] for stand in ranking.standings[rows, number]
            ]
    shown = {column.nodes for column in ranking.columns}
    for number, limit in enumerate(ranking.limits):
        if limit.nodes not in shown:
            frame[labels[number]] = ranking.reached[rows, number].tolist()
    return pd.DataFrame(frame)
