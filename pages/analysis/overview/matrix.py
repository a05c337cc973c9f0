"""The matrix of units and areas against the limits, a page at a time; a cell opens its area."""

from zlib import crc32

import numpy as np
import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from pages.analysis.overview import loading as loaded
from pages.analysis.overview.choice import Look
from pages.analysis.overview.matrix_columns import (
    DISTANCE,
    RULE,
    UNIT,
    column_head,
    columns,
    legend,
    rule_head,
)
from pages.analysis.overview.matrix_file import matrix_header, matrix_rows
from pages.shared.choosing import chosen_code, keep_code, pick
from pages.shared.colours import colours
from pages.shared.downloads import offer_long_table
from pages.shared.figures import table_height
from pages.shared.kept import once
from pages.shared.literal import literal
from pages.shared.words import language, n, speaking, t
from zi_analytics.analysis import ranking as ranks
from zi_analytics.analysis.beside_text import short_names
from zi_analytics.analysis.cohort_text import margin_text
from zi_analytics.analysis.ranking import Ranking
from zi_analytics.analysis.sentences import STANDINGS
from zi_analytics.analysis.standing import Standing
from zi_analytics.charts.theme import Palette
from zi_analytics.language.numbers import below, decimal
from zi_analytics.language.wording import msg

ROWS = 50
"""Rows on one page: what a person can see."""
_ALL = "all"
_ORDERS = {
    ranks.NEAREST: msg("Nearest to passing first"),
    ranks.FURTHEST: msg("Furthest from passing first"),
    ranks.HIGHEST: msg("Highest score first"),
    ranks.LOWEST: msg("Lowest score first"),
    ranks.NAME: msg("Name of the unit"),
}
_SHOWN = {
    _ALL: msg("All"),
    Standing.PASSING: msg("Met"),
    Standing.CLOSE: msg("Almost"),
    Standing.FAILING: msg("Not met"),
    Standing.UNKNOWN: msg("Not certain"),
}
_JUMPS = "matrix-jumps"
_OF = "matrix-of"


def show_matrix(look: Look) -> None:
    """The sentence, the pickers, the page of the matrix, the ways on and the download."""
    assert look.instrument is not None
    ranking = loaded.ranking(look.choice, look.instrument.id, look.target)
    if not len(ranking):
        return
    st.subheader(literal(_title(ranking)), anchor=False)
    st.caption(_how(ranking))
    by, shown = _choose(ranking)
    rows = ranks.order(ranking, by)
    if shown != _ALL:
        rows = rows[(ranking.units["standing"] == shown).to_numpy()[rows]]
    if not len(rows):
        st.markdown(t("No unit stands so. Choose another standing to see more."))
        return
    _show_page(ranking, rows, repr((look.choice, look.instrument.id, look.target, by, shown)))
    _offer(ranking, rows)


def _title(ranking: Ranking) -> str:
    if ranking.predicate is None:
        return t("Units and areas")
    passing = int((ranking.units["standing"] == Standing.PASSING).sum())
    rest = ranking.units[ranking.units["standing"].isin((Standing.CLOSE, Standing.FAILING))]
    if rest.empty:
        return n(
            "{number} unit meets every limit of {predicate}",
            "{number} units meet every limit of {predicate}",
            passing,
            predicate=ranking.predicate.code,
        )
    behind = rest["rule"].value_counts()
    return t(
        "What holds most units back from {predicate}: {rule}, {number} of {all}",
        predicate=ranking.predicate.code,
        rule=ranking.limits[int(behind.index[0])].label.say(language()),
        number=int(behind.iloc[0]),
        all=len(rest),
    )


def _how(ranking: Ranking) -> str:
    if ranking.predicate is None:
        return t("Points of every area and result. Press a cell to open the area of that unit.")
    return t(
        "Distance: value ÷ limit − 1 of the limit a unit is furthest behind, over all {number} "
        "limits of {predicate}; where it passes, of the one it meets most narrowly. Sorted by it, "
        "those that do not pass yet come first, then those that pass, then what is not certain. "
        "✓ met, ▲ almost (within a tenth), ✕ not met. Press a cell to open the area of that unit.",
        number=len(ranking.limits),
        predicate=ranking.predicate.code,
    )


def _choose(ranking: Ranking) -> tuple[str, str]:
    """The order and the standing that is shown."""
    areas = {column.code: column.label.say(language()) for column in ranking.columns[1:]}
    orders = {code: t(text) for code, text in _ORDERS.items()}
    if ranking.predicate is None:
        orders = {code: orders[code] for code in (ranks.HIGHEST, ranks.LOWEST, ranks.NAME)}
    orders |= {code: t("Lowest in {area} first", area=area) for code, area in areas.items()}
    left, right = st.columns([3, 2])
    with left:
        by = pick("sort", t("Sorted by"), list(orders), orders.__getitem__, next(iter(orders)))
    if ranking.predicate is None:
        return by, _ALL
    counts = ranking.units["standing"].value_counts()
    labels = {
        code: f"{t(text)} ({len(ranking) if code == _ALL else int(counts.get(code, 0))})"
        for code, text in _SHOWN.items()
        if code != Standing.UNKNOWN or counts.get(code)
    }
    with right:
        shown = pick("stand", t("Standing"), list(labels), labels.__getitem__, _ALL)
    return by, shown


@st.fragment
def _show_page(ranking: Ranking, rows: np.ndarray, what: str) -> None:
    """One page of the matrix: turning it draws nothing else anew."""
    pages = -(-len(rows) // ROWS)
    if st.session_state.get(_OF, what) != what:
        keep_code("page", "1")
    st.session_state[_OF] = what
    page = int(chosen_code("page", [str(number + 1) for number in range(pages)], "1"))
    if pages > 1:
        page = st.pagination(
            pages, default=page, key=f"matrix-page-{crc32(what.encode()):x}-{pages}"
        )
        keep_code("page", str(page))
    here = rows[(page - 1) * ROWS : page * ROWS]
    jumps = st.session_state.get(_JUMPS, 0)
    event = st.dataframe(
        _styled(ranking, here),
        hide_index=True,
        key=f"matrix-{crc32(here.tobytes() + what.encode()):x}-{jumps}",
        on_select="rerun",
        selection_mode="single-cell",
        height=table_height(len(here) + 1, 640),
        column_config=columns(ranking),
        alt=t("Units against the limits: points of every area and result with their standing"),
    )
    st.caption(literal(legend(ranking)))
    for row, name in event.selection.cells:
        if row:
            st.session_state[_JUMPS] = jumps + 1
            _open(ranking, int(here[row - 1]), name)
    _show_ways(ranking, here)


def _styled(ranking: Ranking, rows: np.ndarray) -> Styler:
    """The shown rows in words, below a row of limits, each cell in the colour of its standing."""
    table, inks = once(_words_and_inks, ranking, tuple(rows.tolist()), language(), colours())
    return table.style.apply(lambda _: inks, axis=None)


def _words_and_inks(
    ranking: Ranking, shown: tuple[int, ...], spoken: str, palette: Palette
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What stands in every cell, and the style that it has. Never change them."""
    with speaking(spoken):
        return _written(ranking, np.array(shown), spoken, palette)


def _written(
    ranking: Ranking, rows: np.ndarray, spoken: str, palette: Palette
) -> tuple[pd.DataFrame, pd.DataFrame]:
    units = ranking.units.iloc[rows]
    # Beside this many columns a name has little room: what all have in common is left out.
    short = short_names(ranking.units["unit_name"].tolist(), "")
    frame = {UNIT: [_limits_label(ranking), *(short[row] for row in rows)]}
    css = {UNIT: [f"color: {palette.muted}", *[""] * len(rows)]}
    if ranking.predicate is not None:
        stands = units["standing"].tolist()
        inks = [f"color: {palette.of(stand)}" for stand in stands]
        frame[DISTANCE] = ["≥ 0", *_distances(units)]
        css[DISTANCE] = [f"color: {palette.muted}", *inks]
    for number, column in enumerate(ranking.columns):
        stands = ranking.standings[rows, number].tolist()
        points = ranking.points[rows, number].tolist()
        limit = "" if column.needed is None else f"≥ {decimal(column.needed, spoken)}"
        frame[column.code] = [
            limit,
            *(
                _cell(value, column.needed, stand, spoken)
                for value, stand in zip(points, stands, strict=True)
            ),
        ]
        css[column.code] = [
            f"color: {palette.muted}",
            *("" if s is Standing.UNKNOWN else f"color: {palette.of(s)}" for s in stands),
        ]
    if ranking.predicate is not None:
        shorts = [rule_head(ranking, limit) for limit in ranking.limits]
        frame[RULE] = ["", *(shorts[rule] for rule in units["rule"].tolist())]
        css[RULE] = [""] * (len(rows) + 1)
    return pd.DataFrame(frame), pd.DataFrame(css)


def _limits_label(ranking: Ranking) -> str:
    if ranking.predicate is None:
        return ""
    return t("Limit of {predicate}", predicate=ranking.predicate.code)


def _names(units: pd.DataFrame) -> list[str]:
    example = t("(example)")
    pairs = zip(units["unit_name"].tolist(), units["is_example"].tolist(), strict=True)
    return [f"{name} {example}" if marked else name for name, marked in pairs]


def _distances(units: pd.DataFrame) -> list[str]:
    pairs = zip(units["standing"].tolist(), units["distance"].tolist(), strict=True)
    return [
        f"{'?' if stand == Standing.UNKNOWN else STANDINGS[stand][0]} "
        f"{margin_text(distance, language())}"
        for stand, distance in pairs
    ]


def _cell(value: float, needed: float | None, stand: Standing, spoken: str) -> str:
    """Points and mark; padded, so that the browser sorts the text like its number."""
    if needed is None or stand is Standing.UNKNOWN:
        return decimal(value, spoken).rjust(6)
    return f"{below(value, needed, spoken).rjust(6)} {STANDINGS[stand][0]}"


def _open(ranking: Ranking, row: int, name: str) -> None:
    """Go to the area of a unit; from its name, distance or rule to where these come from."""
    places = {column.code: column.place for column in ranking.columns}
    if name == UNIT:
        st.switch_page("pages/analysis/overview/page.py", query_params=_address(ranking, row))
    place = places.get(name, ranks.TOTAL)
    if name == RULE:
        place = ranking.limits[int(ranking.units["rule"].iloc[row])].nodes[0]
    st.switch_page("pages/analysis/weak_areas/page.py", query_params=_address(ranking, row, place))


def _address(ranking: Ranking, row: int, place: str = "") -> dict[str, str]:
    unit = ranking.units.iloc[row]
    found = {name: str(unit[name]) for name in ("unit", "period", "assessor")}
    return found | ({"node": place, "lang": language()} if place else {"view": "unit"})


def _show_ways(ranking: Ranking, rows: np.ndarray) -> None:
    """The same ways as by the cells, for whoever has no mouse."""
    units = ranking.units.iloc[rows]
    labels = dict(zip(units["unit"].tolist(), _names(units), strict=True))
    places = {column.code: column for column in ranking.columns}
    left, middle, right = st.columns([3, 3, 4], vertical_alignment="bottom")
    with left:
        unit = st.selectbox(
            t("Open a unit of this page"),
            list(labels),
            format_func=labels.__getitem__,
            key=f"way-unit-{crc32(rows.tobytes()):x}",
        )
    with middle:
        code = st.selectbox(
            t("Area or result"),
            list(places),
            format_func=lambda code: column_head(places[code]),
            key="way-area",
        )
    row = int(rows[list(labels).index(unit)])
    with right, st.container(horizontal=True):
        st.page_link(
            "pages/analysis/weak_areas/page.py",
            label=t("Weak areas"),
            icon=":material/arrow_forward:",
            query_params=_address(ranking, row, places[code].place),
        )
        st.page_link(
            "pages/analysis/overview/page.py",
            label=t("Overview of the unit"),
            icon=":material/arrow_forward:",
            query_params=_address(ranking, row),
        )


def _offer(ranking: Ranking, rows: np.ndarray) -> None:
    """The whole matrix, every limit included, not only the page that is shown."""
    offer_long_table(
        t("Download the whole matrix"),
        "matriks",
        matrix_header(ranking),
        lambda: matrix_rows(ranking, rows),
    )
