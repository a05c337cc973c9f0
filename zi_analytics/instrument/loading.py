"""From the folders under data/instruments to instruments; a bad one is refused with its lines."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from zi_analytics.instrument.answers import build_answer_types, build_ratios
from zi_analytics.instrument.conditions import build_closing, build_conditions, build_exempt_units
from zi_analytics.instrument.efforts import build_efforts
from zi_analytics.instrument.entries import whole_document
from zi_analytics.instrument.errors import Flaw, InstrumentError
from zi_analytics.instrument.layouts import build_layouts
from zi_analytics.instrument.model import AnswerKind, Instrument, Level
from zi_analytics.instrument.predicates import build_areas, build_predicates
from zi_analytics.instrument.source import read_source
from zi_analytics.instrument.texts import build_texts, check_labels, check_shorts, check_texts
from zi_analytics.instrument.tree import build_nodes
from zi_analytics.settings import INSTRUMENTS


def available() -> tuple[str, ...]:
    """The ids of all instruments, the one in force first, older ones after it."""
    folders = [path for path in INSTRUMENTS.iterdir() if (path / "instrument.toml").is_file()]
    return tuple(sorted((path.name for path in folders), key=_newest_worksheet_first))


def _newest_worksheet_first(name: str) -> tuple[bool, int, str]:
    year = name.rpartition("-")[2]
    return (not year.isdigit(), -int(year) if year.isdigit() else 0, name)


@cache
def load(instrument_id: str) -> Instrument:
    """The instrument ``instrument_id``. InstrumentError with every flaw when its data is bad."""
    return load_folder(INSTRUMENTS / instrument_id)


def load_folder(folder: Path) -> Instrument:
    """The instrument in ``folder``. InstrumentError with every flaw when its data is bad."""
    source = read_source(folder)
    flaws: list[Flaw] = []
    identity = whole_document(source.identity, flaws)
    types = build_answer_types(source, flaws)
    texts = build_texts(source, flaws)
    nodes = build_nodes(source, types, texts, flaws)
    by_code = {node.code: node for node in nodes}
    areas = build_areas(source, by_code, flaws)
    predicates = build_predicates(source, by_code, types, areas, flaws)
    instrument = Instrument(
        id=folder.name,
        title=identity.wording("title", "the instrument"),
        article=identity.word("article"),
        first_year=identity.whole("first_year") or 0,
        last_year=identity.whole("last_year"),
        nodes=nodes,
        answer_types=types,
        ratios=build_ratios(source, by_code, types, flaws),
        areas=areas,
        predicates=predicates,
        conditions=build_conditions(source, by_code, predicates, flaws),
        exempt_units=build_exempt_units(source, flaws),
        closing=build_closing(source, flaws),
        layouts=build_layouts(source, by_code, flaws),
        criteria=texts.criteria,
        evidence=texts.evidence,
        efforts=build_efforts(source, by_code, types, flaws),
    )
    if identity.word("id") != folder.name:
        identity.flaw(f"the id must be {folder.name}", "id")
    if not instrument.article:
        identity.flaw("the article is missing", "article")
    if not instrument.first_year:
        identity.flaw("first_year is missing", "first_year")
    if instrument.last_year is not None and instrument.last_year < instrument.first_year:
        identity.flaw("last_year lies before first_year", "last_year")
    detailed = any(
        node.level is Level.QUESTION
        and node.answer_type in types
        and types[node.answer_type].kind is not AnswerKind.FIGURE
        for node in nodes
    )
    check_labels(source, by_code, flaws)
    check_shorts(source, nodes, areas, predicates, flaws)
    if detailed:
        check_texts(source, by_code, types, texts, flaws)
    if flaws:
        raise InstrumentError(folder.name, flaws)
    return instrument
