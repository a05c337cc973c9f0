"""The page itself: one file that asks nothing of any network and forbids it to its own content."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from zi_analytics.charts.script import plotly_script
from zi_analytics.language.wording import say
from zi_analytics.palette import DARK, LIGHT, Palette
from zi_analytics.programme.office import Office
from zi_analytics.report.content.model import Report
from zi_analytics.report.content.sources import common_notes, notes_in_lines
from zi_analytics.report.html.blocks import Block, figures_title
from zi_analytics.report.html.tables import table_html
from zi_analytics.report.html.text import cut, element, escaped, paragraphs

_HERE = Path(__file__).resolve().parent
_TITLE_LONGEST, _NOTE_LONGEST = 400, 1000
_ROLES = (
    "accent", "passing", "close", "failing", "unknown", "text", "muted", "background", "surface",
    "line",
)  # fmt: skip


def page_html(
    report: Report, blocks: Sequence[Block], answers: str, office: Office | None = None
) -> bytes:
    """``answers`` is HTML that follows the blocks, "" for none."""
    language = report.language
    title = escaped(cut(f"{report.subject} · {report.heading}", _TITLE_LONGEST))
    parts = [(block.key, block.section.title) for block in blocks]
    common = common_notes(report.sections)
    body = "".join(_block(block, common, language) for block in blocks)
    if answers:
        told = say("Every answer with its note and evidence", language)
        parts.append(("answers", told))
        body += f'<section id="answers"><h2>{escaped(told)}</h2>{answers}</section>'
    body += f"<footer>{paragraphs(common, 'note')}</footer>"
    scripts = (plotly_script(), _script())
    # Nothing is loaded, sent or framed; only these two programs may run, whatever a text says.
    policy = "; ".join(
        (
            "default-src 'none'",
            "style-src 'unsafe-inline'",
            f"script-src {' '.join(_digest(one) for one in scripts)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    page = (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{title}</title>\n<style>\n{_style()}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#content">{escaped(say("Skip to the content", language))}</a>\n'
        f"{_head(report, office)}{_ways(parts, language)}"
        f'<main id="content" tabindex="-1">\n{body}</main>\n'
        f'<script type="application/json" id="figures">{_figures(blocks)}</script>\n'
        f"<script>{scripts[0]}</script>\n<script>{scripts[1]}</script>\n</body>\n</html>\n"
    )
    return page.encode("utf-8")


def _head(report: Report, office: Office | None) -> str:
    letterhead = [] if office is None else [*office.above, office.name]
    return (
        f"<header>{paragraphs(letterhead, 'office')}"
        f"{paragraphs([report.heading], 'kicker')}"
        f"<h1>{escaped(cut(report.subject, _TITLE_LONGEST))}</h1>"
        f"{paragraphs([report.context], 'context')}</header>\n"
    )


def _ways(parts: Sequence[tuple[str, str]], language: str) -> str:
    rows = "".join(
        f'<li><a href="#{key}">{escaped(cut(title, 160))}</a></li>' for key, title in parts
    )
    name = escaped(say("Contents", language))
    return (
        f'<nav aria-label="{name}"><details open><summary>{name}</summary>'
        f"<ol>{rows}</ol></details></nav>\n"
    )


def _block(block: Block, common: Sequence[str], language: str) -> str:
    section = block.section
    title = cut(section.title, _TITLE_LONGEST)
    told = paragraphs(list(section.lines))
    if section.big is not None:
        standing = "" if section.standing is None else section.standing.value
        big = element("p", escaped(section.big.text), f"big {standing}".strip())
        of = element("p", escaped(say("of 100 points", language)), "context")
        told = f'<div class="answer"><div>{big}{of}</div><div>{told}</div></div>'
    if block.drawn is not None:
        told += (
            f'<div class="chart" data-figure="{block.key}" role="img" '
            f'aria-label="{escaped(block.drawn.text)}"></div>'
        )
    if block.table is not None:
        table = table_html(block.table, title)
        if block.folded:
            name = escaped(figures_title(language))
            table = f"<details><summary>{name}</summary>{table}</details>"
        told += table
    notes = [cut(note, _NOTE_LONGEST) for note in section.notes if note not in common]
    told += paragraphs(notes_in_lines(notes), "note")
    return f'<section id="{block.key}"><h2>{escaped(title)}</h2>{told}</section>\n'


def _figures(blocks: Sequence[Block]) -> str:
    """The figures by their key; no text in them can end the element that they stand in."""
    found = ",".join(
        f'{json.dumps(block.key)}:{{"light":{block.drawn.light.figure.to_json()},'
        f'"dark":{block.drawn.dark.figure.to_json()}}}'
        for block in blocks
        if block.drawn is not None
    )
    return ("{" + found + "}").replace("<", "\\u003c")


@cache
def _script() -> str:
    return (_HERE / "page.js").read_text(encoding="utf-8")


@cache
def _style() -> str:
    light, dark = _colours(LIGHT), _colours(DARK)
    themes = (
        f":root {{ {light} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"
    )
    return themes + (_HERE / "page.css").read_text(encoding="utf-8")


def _colours(palette: Palette) -> str:
    return " ".join(f"--{role}: {getattr(palette, role)};" for role in _ROLES)


@cache
def _digest(script: str) -> str:
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
