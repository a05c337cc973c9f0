"""Units side by side as a table that folds open: area, indicator, question."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

import streamlit as st

from pages.analysis.units.choice import Compared
from pages.shared.choosing import chosen_code, pick_segment
from pages.shared.downloads import Cell, offer_long_table
from pages.shared.kept import once
from pages.shared.trail import NAME
from pages.shared.words import language, speaking, t
from zi_analytics.analysis.beside import Line, PartRow, aim, lines, part_rows
from zi_analytics.analysis.beside_text import SAME, given_text
from zi_analytics.analysis.misses import Miss
from zi_analytics.analysis.sentences import STANDINGS
from zi_analytics.analysis.standing import Standing
from zi_analytics.analysis.weak import ROOT
from zi_analytics.analysis.weak_text import ASPECTS
from zi_analytics.charts.theme import DARK, LIGHT
from zi_analytics.instrument import Level
from zi_analytics.language.numbers import below, decimal, percent, short, signed
from zi_analytics.language.wording import msg

_ALL, _ONLY = "all", "only"
_SHOWN = {_ALL: msg("Everything"), _ONLY: msg("Differences only")}

# A fold that opens at once and by keyboard, with figures in columns: no widget of Streamlit has
# both. All text that is not ours is escaped.
_STYLE = """<style>
.beside { font-size: .95rem; color: light-dark(%(text)s, %(dark_text)s); }
.beside summary, .beside .row, .beside .head { display: grid; gap: .1rem .8rem;
  grid-template-columns: minmax(0, 1fr) repeat(var(--n), minmax(5.6rem, 8.6rem));
  padding: .32rem .2rem; align-items: baseline;
  border-bottom: 1px solid light-dark(%(line)s, %(dark_line)s); }
.beside .head { position: sticky; top: 0; z-index: 1;
  background: light-dark(%(background)s, %(dark_background)s); }
.stApp:has([data-testid="stExpandSidebarButton"]) .beside .head { top: 3.75rem; }
.beside summary { cursor: pointer; list-style: none; }
.beside summary::-webkit-details-marker { display: none; }
.beside summary > .name::before { content: "▸"; display: inline-block; width: 1.1rem;
  color: light-dark(%(muted)s, %(dark_muted)s); }
.beside details[open] > summary > .name::before { content: "▾"; }
.beside summary:hover, .beside .row:hover {
  background: light-dark(%(surface)s, %(dark_surface)s); }
.beside summary:focus-visible, .beside a:focus-visible {
  outline: 2px solid light-dark(%(accent)s, %(dark_accent)s); outline-offset: 1px; }
.beside .area > summary > .name, .beside .head { font-weight: 600; }
.beside .d1 { padding-left: 1.1rem; } .beside .d2 { padding-left: 2.2rem; }
.beside .row .name.d0 { padding-left: 1.1rem; } .beside .row .name.d1 { padding-left: 2.2rem; }
.beside .row .name.d2 { padding-left: 3.3rem; }
.beside .figure { text-align: right; font-variant-numeric: tabular-nums; }
.beside .own { color: light-dark(%(accent)s, %(dark_accent)s); font-weight: 600; }
.beside small, .beside i { font-style: normal; font-weight: 400; font-size: .85rem;
  color: light-dark(%(muted)s, %(dark_muted)s); }
.beside a { color: inherit; text-decoration: underline; text-decoration-thickness: 1px;
  text-underline-offset: 3px; overflow-wrap: anywhere; }
.beside .passing { color: light-dark(%(passing)s, %(dark_passing)s); }
.beside .close { color: light-dark(%(close)s, %(dark_close)s); }
.beside .failing { color: light-dark(%(failing)s, %(dark_failing)s); }
.beside .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip-path: inset(50%%); white-space: nowrap; }
@media (max-width: 640px) {
  .beside summary, .beside .row, .beside .head {
    grid-template-columns: repeat(var(--n), minmax(0, 1fr)); }
  .beside .name { grid-column: 1 / -1; }
  .beside .figure { overflow-wrap: anywhere; }
  .beside .head { font-size: .85rem; }
}
</style>"""


@dataclass(frozen=True)
class _Table:
    """What every row of the table needs to know."""

    compared: Compared
    lines: Mapping[str, Line]
    standings: Mapping[str, PartRow]
    misses: Mapping[str, Miss]
    only: bool
    opened: frozenset[str]


# A fragment: its switch leaves the pictures of the page alone. It asks nothing of the store.
@st.fragment
def show_folds(compared: Compared, found: tuple[Miss, ...]) -> None:
    """The table with its switch and its download; ``found`` are the questions over all units."""
    st.subheader(t("From the area down to the question"), anchor=False)
    known = once(lines, compared.sides)
    shown = pick_segment("diff", t("Show"), [_ALL, _ONLY], lambda code: t(_SHOWN[code]), _ALL)
    questions = [line for line in known.values() if not line.parts]
    unlike = sum(line.differs for line in questions)
    st.caption(
        t(
            "{unlike} of {number} answers differ. Small signed figures are points against the own "
            "unit; an answer leads to its question.",
            unlike=unlike,
            number=len(questions),
        )
        if compared.instrument.asks_questions
        else t(
            "{unlike} of {number} figures differ. Small signed figures are points against the own "
            "unit. This worksheet has no questions below the areas.",
            unlike=unlike,
            number=len(questions),
        )
    )
    if shown == _ONLY and not unlike:
        st.markdown(t("Every answer is the same in these units."))
        return
    wanted = chosen_code(NAME, list(known), ROOT)
    st.html(once(_drawn, compared, found, shown == _ONLY, wanted, language()))
    _offer(compared, known, shown == _ONLY)


def _drawn(
    compared: Compared, found: tuple[Miss, ...], only: bool, wanted: str, spoken: str
) -> str:
    """The whole table; ``wanted`` is the place that starts open."""
    known = once(lines, compared.sides)
    rows = part_rows(compared.sides, aim(compared.sides[0]))
    table = _Table(
        compared=compared,
        lines=known,
        standings={row.part.nodes[0]: row for row in rows},
        misses={one.question.code: one for one in found},
        only=only,
        opened=_above(known, wanted),
    )
    with speaking(spoken):
        return _STYLE % _colours() + _whole(table)


def _colours() -> dict[str, str]:
    names = (
        "text",
        "line",
        "muted",
        "surface",
        "accent",
        "passing",
        "close",
        "failing",
        "background",
    )
    light = {name: getattr(LIGHT, name) for name in names}
    return light | {f"dark_{name}": getattr(DARK, name) for name in names}


def _above(known: Mapping[str, Line], wanted: str) -> frozenset[str]:
    """The place that the address names and all above it: these start open."""
    found = {wanted} - {ROOT}
    for code, line in known.items():  # each comes after the places below it
        if found.intersection(line.parts):
            found.add(code)
    return frozenset(found)


def _whole(table: _Table) -> str:
    compared = table.compared
    heads = "".join(
        f'<span class="figure{_own(side)}">{escape(name)}</span>'
        for side, name in enumerate(compared.names)
    )
    head = f'<div class="head"><span class="name"></span>{heads}</div>'
    root = table.lines[ROOT]
    total = f'<div class="row">{_name(root, 0, "")}{_figures(table, root)}</div>'
    below = "".join(
        _fold(table, table.lines[part], 0)
        for component in root.parts
        for part in table.lines[component].parts
    )
    style = f"--n:{len(compared.fit)}"
    return f'<div class="beside" style="{style}">{head}{total}{below}</div>'


def _fold(table: _Table, line: Line, depth: int) -> str:
    if table.only and not line.differs:
        return ""
    if not line.parts:
        name = _name(line, depth, _shared(table, line), _link(table, line.code, 0))
        return f'<div class="row">{name}{_figures(table, line)}</div>'
    inside = "".join(_fold(table, table.lines[part], depth + 1) for part in line.parts)
    opened = " open" if table.only or line.code in table.opened else ""
    level = "" if depth else ' class="area"'
    said = "" if depth == 0 or line.aspect is None else t(ASPECTS[line.aspect]).lower()
    return (
        f"<details{level}{opened}><summary>{_name(line, depth, said)}{_figures(table, line)}"
        f"</summary>{inside}</details>"
    )


def _name(line: Line, depth: int, said: str, link: str = "") -> str:
    label = escape(line.label.say(language()))
    if link:
        label = f'<a href="{escape(link)}">{label}</a>'
    weight = short(line.weight, language(), 3)
    notes = escape(" · ".join(note for note in (t("of {weight}", weight=weight), said) if note))
    return f'<span class="name d{depth}">{label} <small>{notes}</small></span>'


def _shared(table: _Table, line: Line) -> str:
    """How many units have full marks for a question."""
    if line.level is not Level.QUESTION or not table.compared.instrument.asks_questions:
        return ""
    full = percent(table.misses[line.code].full_share, language())
    return t("{share} of units have full marks", share=full)


def _figures(table: _Table, line: Line) -> str:
    row = table.standings.get(line.code)
    cells = []
    for side, (points, difference) in enumerate(zip(line.points, line.differences, strict=True)):
        figure = escape(_points(row, points))
        if row is not None and row.sides[side].standing is not Standing.UNKNOWN:
            standing = row.sides[side].standing
            mark, word = STANDINGS[standing]
            said = f'<span class="unseen"> {escape(t(word))}</span>'
            figure = f'<span class="{standing.value}">{mark}</span> {figure}{said}'
        answer = ""
        if line.answers:
            answer = given_text(
                table.compared.instrument, line.code, line.answers[side], language()
            )
        if answer:
            link = escape(_link(table, line.code, side))
            figure = f'<a href="{link}">{escape(answer)}</a> <small>{figure}</small>'
        if side:
            figure += f" <i>{escape(_against(difference))}</i>"
        unit = escape(table.compared.names[side])
        cells.append(
            f'<span class="figure{_own(side)}"><span class="unseen">{unit} </span>{figure}</span>'
        )
    return "".join(cells)


def _points(row: PartRow | None, points: float) -> str:
    if row is None or row.needed is None:
        return decimal(points, language())
    return below(points, row.needed, language())


def _against(difference: float) -> str:
    return "=" if abs(difference) < SAME else signed(difference, language())


def _own(side: int) -> str:
    return "" if side else " own"


def _link(table: _Table, code: str, side: int) -> str:
    """The address of a unit's question on the page Area lemah."""
    unit = table.compared.fit[side]
    choices = {
        "unit": unit,
        "period": table.compared.period,
        "assessor": table.compared.assessor_of(unit),
        NAME: code,
        "lang": language(),
    }
    return f"area-lemah?{urlencode(choices)}"


def _offer(compared: Compared, known: Mapping[str, Line], only: bool) -> None:
    names = compared.names
    header = [t("Code"), t("Area, indicator or question"), t("Weight")]
    for side, name in enumerate(names):
        header += [t("{unit}: answer", unit=name), t("{unit}: points", unit=name)]
        if side:
            header.append(t("{unit}: against {own}", unit=name, own=names[0]))
    offer_long_table(
        t("Download the table"), "antar-unit", header, lambda: _rows(compared, known, only)
    )


def _rows(compared: Compared, known: Mapping[str, Line], only: bool) -> Iterator[list[Cell]]:
    for line in _in_order(known, ROOT):
        if only and not line.differs:
            continue
        cells: list[Cell] = [line.code, line.label.say(language()), line.weight]
        for side, points in enumerate(line.points):
            answer = ""
            if line.answers:
                answer = given_text(compared.instrument, line.code, line.answers[side], language())
            cells += [answer, points]
            if side:
                cells.append(line.differences[side])
        yield cells


def _in_order(known: Mapping[str, Line], code: str) -> list[Line]:
    """The place and everything below it in the order of the worksheet."""
    found = [known[code]]
    for part in known[code].parts:
        found += _in_order(known, part)
    return found
