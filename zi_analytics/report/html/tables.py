"""Tables of a page: numbers at the right, marks in their colour, with room to move sideways."""

from __future__ import annotations

from zi_analytics.report.content.model import Cell, Mark, Table
from zi_analytics.report.html.text import cut, element, escaped

_LONGEST = 500
_MANY_COLUMNS, _MANY_ROWS = 8, 40


def table_html(table: Table, title: str) -> str:
    """``table``; ``title`` says what it is to whoever cannot see it."""
    rights = [table.is_numeric(column) for column in range(len(table.header))]
    head = "".join(
        f'<th scope="col"{_kind(right)}>{escaped(name)}</th>'
        for name, right in zip(table.header, rights, strict=True)
    )
    rows = "".join(
        element(
            "tr",
            "".join(
                _cell(cell, right, is_first=place == 0)
                for place, (cell, right) in enumerate(zip(row, rights, strict=True))
            ),
        )
        for row in table.rows
    )
    wide = ' class="wide"' if len(table.header) > _MANY_COLUMNS else ""
    # A long table scrolls in itself, so that what follows is not out of reach.
    long = " long" if len(table.rows) > _MANY_ROWS else ""
    return (
        f'<div class="scroll{long}" tabindex="0" role="region" aria-label="{escaped(title)}">'
        f"<table{wide}><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _cell(cell: Cell, right: bool, is_first: bool) -> str:
    text = escaped(cut(_text(cell), _LONGEST))
    if is_first:
        return f'<th scope="row">{text}</th>'
    if isinstance(cell, Mark):
        return f'<td class="mark {cell.standing}">{text}</td>'
    return f"<td{_kind(right)}>{text}</td>"


def _text(cell: Cell) -> str:
    if cell is None:
        return "–"
    return cell if isinstance(cell, str) else cell.text


def _kind(right: bool) -> str:
    return ' class="figure"' if right else ""
