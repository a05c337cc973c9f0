"""Where the numbers of a report come from: the article, the cells, the revision and its digest."""

from __future__ import annotations

from collections.abc import Sequence

from zi_analytics.analysis.assessor_text import assessor_text
from zi_analytics.instrument.model import Instrument
from zi_analytics.language.numbers import date_text, period_text, whole
from zi_analytics.language.wording import say, say_many
from zi_analytics.report.content.model import Section, Table, Topic
from zi_analytics.store import Revision, StoredAssessment
from zi_analytics.workbook.reading import Answer

_REGULATION = "PermenPAN-RB"
DIGITS = 12
"""Of a digest: enough to tell two files apart, few enough to be read aloud."""


def shown_text(shown: int, number: int, language: str) -> str:
    """How many of how many rows are shown; "" where all are."""
    if shown >= number:
        return ""
    return say_many(
        "Shown is the {number} of {all} with the most points.",
        "Shown are the {number} of {all} with the most points.",
        shown,
        language,
        all=whole(number, language),
    )


def context_of(revision: Revision, language: str) -> str:
    """Which assessment is told of: its period, its assessor and the day it was stored."""
    assessor = assessor_text(revision.assessor, language)
    day = date_text(revision.saved_at.date(), language)
    return " · ".join(
        (
            period_text(revision.period, language),
            say("assessed by: {assessor}", language, assessor=assessor),
            say("as stored on {day}", language, day=day),
        )
    )


def origin_note(document: StoredAssessment, language: str) -> str:
    """The revision that everything rests on, in one line of the speaker's notes."""
    found = document.revision
    return say(
        "Source: {file}, revision {number} of {day}, digest {digest}.",
        language,
        file=found.file,
        number=whole(found.number, language),
        day=date_text(found.saved_at.date(), language),
        digest=found.digest[:DIGITS],
    )


def article_note(articles: list[str], language: str) -> str:
    """The articles that limits come from, each once."""
    return say("Limits: {articles}.", language, articles="; ".join(dict.fromkeys(articles)))


def full_article(article: str) -> str:
    """An article as a letter cites it: with the kind of regulation before its number."""
    return article if not article[:1].isdigit() else f"{_REGULATION} {article}"


def weights_note(instrument: Instrument, language: str) -> str:
    """The article of the weights and of the way from answers to points."""
    return say(
        "Weights and points: {instrument}, {article}.",
        language,
        instrument=instrument.title.say(language),
        article=instrument.article,
    )


def answer_note(answer: Answer | None, code: str, language: str) -> str:
    """One answer with its cell and what was typed there: "A.I.1.i.a: Jawaban!K5 “B”, …"."""
    if answer is None or answer.cell is None:
        return say("{question}: no cell", language, question=code)
    place = f"{answer.sheet}!{answer.cell}" if answer.sheet else answer.cell
    said = say(
        "{question}: {cell} “{typed}”", language, question=code, cell=place, typed=answer.raw
    )
    if answer.note:
        said += say(", note “{note}”", language, note=answer.note)
    return said


def sources_section(document: StoredAssessment, instrument: Instrument, language: str) -> Section:
    """The last thing said: file, revision, digests, instrument and article."""
    found = document.revision
    cells = [one.cell for one in document.reading.answers.values() if one.cell]
    sheets = dict.fromkeys(one.sheet for one in document.reading.answers.values() if one.sheet)
    facts = (
        (say("File", language), found.file),
        (say("Revision", language), whole(found.number, language)),
        (say("Stored on", language), date_text(found.saved_at, language)),
        (say("Digest of the answers", language), found.digest[:DIGITS]),
        (say("SHA-256 of the file", language), found.sha256[:DIGITS]),
        (
            say("Cells", language),
            say(
                "{number} answers in {sheets}",
                language,
                number=whole(len(cells), language),
                sheets=", ".join(sheets) or "–",
            ),
        ),
        (say("Instrument", language), instrument.title.say(language)),
        (say("Article", language), instrument.article),
    )
    return Section(
        topic=Topic.SOURCES,
        title=say("Every figure comes from one file and can be followed to its cell", language),
        table=Table(
            (say("What", language), say("Which", language)),
            (3, 9),
            facts,
            say("File and worksheet that the figures come from", language),
        ),
        notes=(origin_note(document, language), weights_note(instrument, language)),
    )


def common_notes(sections: Sequence[Section]) -> list[str]:
    """What every section rests on: where all is read at once it is said once, at the end."""
    if len(sections) < 2:
        return []
    first, *others = sections
    return [one for one in first.notes if all(one in section.notes for section in others)]


def notes_in_lines(notes: Sequence[str]) -> list[str]:
    """Sentences stand alone; the places of answers, many and short, go on in one line."""
    sentences = [one for one in notes if one.endswith(".")]
    places = " · ".join(one for one in notes if one and not one.endswith("."))
    return [one for one in (*sentences, places) if one]
