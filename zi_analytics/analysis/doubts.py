"""What is doubtful in an assessment: evidence that proves nothing, and answers that contradict
what stands beside them. People decide; what they looked into is joined in ``inspected.py``."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from zi_analytics.analysis import note_claims
from zi_analytics.analysis.addresses import Address, Slip, addresses
from zi_analytics.analysis.assessed import Assessed
from zi_analytics.analysis.evidence import has_evidence
from zi_analytics.findings import Detail, Finding
from zi_analytics.instrument.model import AnswerKind, AnswerType, Instrument, Node
from zi_analytics.instrument.surveys import question_of, survey_rules
from zi_analytics.programme.surveys import Survey
from zi_analytics.store import Doubted
from zi_analytics.workbook.answering.consistency import LOCAL_PATH, MANY_QUESTIONS, PLACEHOLDER
from zi_analytics.workbook.answering.numbers import read_number
from zi_analytics.workbook.reading import Answer, State


class DoubtKind(StrEnum):
    """Kinds of doubt, as they are chosen from and as the store keeps them."""

    PLACEHOLDER = "placeholder"
    LOCAL_PATH = "local-path"
    ADDRESS = "address"
    SAME_LINK = "same-link"
    SURVEY = "survey"
    CONTRADICTION = "contradiction"
    SAME_ANSWERS = "same-answers"
    """Of the whole worksheet; it lowers no number. See ``same_answers.py``."""


class Flaw(StrEnum):
    """What exactly was found; each has a sentence and an advice in ``doubt_text.py``."""

    PLACEHOLDER = "placeholder"
    LOCAL_PATH = "local_path"
    NO_HOST = "no_host"
    SPACED = "spaced"
    NO_SCHEME = "no_scheme"
    MISTYPED = "mistyped"
    OTHER_SCHEME = "other_scheme"
    SAME_LINK = "same_link"
    NOTE_SCALE = "note_scale"
    NOTE_INDEX = "note_index"
    OTHER_INDEX = "other_index"
    OTHER_SCALE = "other_scale"
    BELOW_SCALE = "below_scale"
    NOTE_COUNT = "note_count"
    NOTE_SHARE = "note_share"
    NOTE_NOT_YET = "note_not_yet"
    FINDING = "finding"


_SLIPS = {slip: Flaw(slip.value) for slip in Slip}
_OF_COUNTS = frozenset({"counts-do-not-add-up", "ratio-differs-from-counts", "ratio-above-one"})
"""Findings of the reading that are contradictions between an answer and its counts."""
SAME_SHARE = 0.0051
SAME_INDEX = 0.0051
"""Figures this near are the same, rounded to two decimals."""
IKM = 25.0
"""An index of 1 to 4 times this is the satisfaction index of 25 to 100."""
_LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class Doubt:
    """One doubt about one question.

    ``points`` are lost if the answer is refused. ``found`` is what stands there, literally.
    ``details`` fill the sentence. ``others`` are the other questions under the same link.
    ``links`` are the addresses that could be looked at. ``finding`` is the reading's, for FINDING.
    """

    flaw: Flaw
    question: Node
    points: float
    found: str
    doubted: Doubted
    details: tuple[tuple[str, Detail], ...] = ()
    others: tuple[str, ...] = ()
    links: tuple[Address, ...] = ()
    finding: Finding | None = None

    @property
    def kind(self) -> DoubtKind:
        """Its kind."""
        return DoubtKind(self.doubted.kind)


def find_doubts(
    assessed: Assessed, findings: Iterable[Finding] = (), surveys: Iterable[Survey] = ()
) -> tuple[Doubt, ...]:
    """Every doubt about the answers, the most points first; at most one of a kind a question.

    ``findings`` are those of the reading, ``surveys`` those kept of the same unit and period,
    oldest first. What earns nothing cannot be refused: of the evidence only what stands beside
    points is doubted.
    """
    found = [
        *_evidence(assessed),
        *_same_links(assessed),
        *survey_doubts(assessed, surveys),
        *_figures(assessed, findings),
    ]
    first: dict[Doubted, Doubt] = {}
    for one in found:
        first.setdefault(Doubted(one.question.code, one.kind, ""), one)
    order = {question.code: place for place, question in enumerate(assessed.instrument.questions)}
    return tuple(sorted(first.values(), key=lambda d: (-d.points, order[d.question.code])))


def _answers(assessed: Assessed) -> Iterator[tuple[Node, Answer, float]]:
    """Every question with its answer and the points it earns."""
    for column, question in enumerate(assessed.instrument.questions):
        answer = assessed.reading.answers.get(question.code)
        if answer is not None:
            value = float(assessed.values[column])
            points = 0.0 if value != value else value * (question.weight or 0.0)
            yield question, answer, points


def _evidence(assessed: Assessed) -> Iterator[Doubt]:
    for question, answer, points in _answers(assessed):
        text = answer.evidence.strip()
        if not text or points <= _LEAST:
            continue
        links = addresses(text)
        openable = tuple(link for link in links if link.url)

        def doubt(
            flaw: Flaw,
            kind: DoubtKind,
            *details: tuple[str, Detail],
            question: Node = question,
            points: float = points,
            text: str = text,
            links: tuple[Address, ...] = openable,
        ) -> Doubt:
            doubted = _doubted(question, kind, text)
            return Doubt(flaw, question, points, text, doubted, details, links=links)

        if LOCAL_PATH.search(text):
            yield doubt(Flaw.LOCAL_PATH, DoubtKind.LOCAL_PATH)
        elif PLACEHOLDER.fullmatch(text) or not has_evidence(text):
            yield doubt(Flaw.PLACEHOLDER, DoubtKind.PLACEHOLDER)
        for link in links:
            if link.slip is not None:
                written = ("written", link.written), ("better", link.url)
                yield doubt(_SLIPS[link.slip], DoubtKind.ADDRESS, *written)


def _same_links(assessed: Assessed) -> Iterator[Doubt]:
    under: dict[str, dict[str, tuple[Node, float, Address]]] = {}
    for question, answer, points in _answers(assessed):
        if points <= _LEAST:
            continue
        for link in addresses(answer.evidence):
            if link.host:
                under.setdefault(link.key, {})[question.code] = (question, points, link)
    for key, questions in sorted(under.items(), key=lambda item: -len(item[1])):
        if len(questions) < MANY_QUESTIONS:
            continue
        together = sum(points for _, points, _ in questions.values())
        for code, (question, points, link) in questions.items():
            yield Doubt(
                Flaw.SAME_LINK,
                question,
                points,
                link.written,
                _doubted(question, DoubtKind.SAME_LINK, key),
                (("count", len(questions)), ("together", together)),
                others=tuple(other for other in questions if other != code),
                links=(link,),
            )


def _figures(assessed: Assessed, findings: Iterable[Finding]) -> Iterator[Doubt]:
    """Surveys on another scale, and answers that their note or their counts contradict."""
    instrument = assessed.instrument
    of_counts = {
        finding.question: finding
        for finding in findings
        if finding.code in _OF_COUNTS and finding.assessor in (None, assessed.reading.assessor)
    }
    for question, answer, points in _answers(assessed):
        answer_type = instrument.type_of(question.code)
        if answer_type.kind is AnswerKind.INDEX:
            said = _survey(answer_type, answer)
            kind = DoubtKind.SURVEY
        else:
            said = _contradiction(instrument, assessed.reading.answers, question, answer)
            kind = DoubtKind.CONTRADICTION
        counts = _counts(instrument, assessed.reading.answers, question.code)
        words = [answer.raw, answer.value, answer.note]
        doubted = _doubted(
            question, kind, *words, *((c.code, c.raw, c.value, c.note) for c in counts)
        )
        if said is not None:
            flaw, details = said
            found = answer.note if flaw.value.startswith("note") else answer.raw
            yield Doubt(flaw, question, points, found.strip(), doubted, details)
        elif question.code in of_counts:
            raw = " / ".join(f"{count.code}: {count.raw or '…'}" for count in counts)
            finding = of_counts[question.code]
            yield Doubt(Flaw.FINDING, question, points, raw, doubted, finding=finding)


def survey_doubts(assessed: Assessed, surveys: Iterable[Survey]) -> Iterator[Doubt]:
    """Typed indices that the survey which is kept contradicts; of several the newest counts."""
    newest = {survey.measures: survey for survey in surveys if survey.index is not None}
    rules, instrument = survey_rules(), assessed.instrument
    for measures, survey in newest.items():
        question = question_of(instrument, rules.kinds[measures])
        answer = None if question is None else assessed.reading.answers.get(question.code)
        if question is None or answer is None or answer.value is None or survey.index is None:
            continue
        weight = question.weight or 0.0
        index = answer.value * (instrument.type_of(question.code).highest or rules.highest)
        if abs(index - survey.index) > SAME_INDEX:
            doubted = _doubted(question, DoubtKind.SURVEY, answer.raw, answer.value, survey.index)
            details: tuple[tuple[str, Detail], ...] = (
                ("measured", survey.index),
                ("index", index),
                ("survey", rules.kinds[measures].short.id),
            )
            found = answer.raw.strip()
            points = answer.value * weight
            yield Doubt(Flaw.OTHER_INDEX, question, points, found, doubted, details)


_Said = tuple[Flaw, tuple[tuple[str, Detail], ...]]


def _survey(answer_type: AnswerType, answer: Answer) -> _Said | None:
    """A survey index against its own scale of 1 to 4 and against the note."""
    highest, lowest = answer_type.highest or 4.0, answer_type.lowest or 1.0
    if answer.value is None:
        readings = read_number(answer.raw).readings
        if answer.state is State.NOT_AN_OPTION and readings and min(readings) > highest:
            return Flaw.OTHER_SCALE, (("raw", answer.raw.strip()),)
        return None
    index = answer.value * highest
    if index < lowest - _LEAST:
        return Flaw.BELOW_SCALE, (("index", index),)
    scale = note_claims.scale_in(answer.note)
    if scale is not None and scale != round(highest):
        return Flaw.NOTE_SCALE, (("scale", scale), ("index", index))
    said = note_claims.indices_in(answer.note)
    if not said or any(
        abs(one - index) <= SAME_INDEX or abs(one / IKM - index) <= SAME_INDEX for one in said
    ):
        return None
    return Flaw.NOTE_INDEX, (("noted", said[0]), ("index", index))


def _contradiction(
    instrument: Instrument, answers: Mapping[str, Answer], question: Node, answer: Answer
) -> _Said | None:
    if answer.value is None:
        return None
    kind = instrument.type_of(question.code).kind
    if kind is AnswerKind.CHOICE:
        if answer.value >= 1 - _LEAST and note_claims.says_not_yet(answer.note):
            return Flaw.NOTE_NOT_YET, (("answer", answer.raw.strip()),)
        return None
    ratio = instrument.ratios.get(question.code)
    if kind is not AnswerKind.RATIO or ratio is None:
        return None
    if ratio.rule == "share":
        said = note_claims.counts_in(answer.note)
        if said:
            part, whole = _sum(answers, ratio.part), _sum(answers, ratio.whole)
            if part is None or whole is None:
                agree = [a / b for a, b in said if b and abs(a / b - answer.value) <= SAME_SHARE]
                return None if agree else (Flaw.NOTE_SHARE, (("share", answer.value),))
            if (part, whole) in said:
                return None
            return Flaw.NOTE_COUNT, (("part", round(part)), ("whole", round(whole)))
    shares = note_claims.shares_in(answer.note)
    if len(shares) != 1 or abs(shares[0] - answer.value) <= SAME_SHARE:
        return None
    return Flaw.NOTE_SHARE, (("share", answer.value),)


def _sum(answers: Mapping[str, Answer], codes: Sequence[str]) -> float | None:
    """The sum of counts, None where none is filled in."""
    filled = [
        answer.value
        for code in codes
        if (answer := answers.get(code)) is not None and answer.value is not None
    ]
    return sum(filled) if filled else None


def _counts(instrument: Instrument, answers: Mapping[str, Answer], code: str) -> list[Answer]:
    ratio = instrument.ratios.get(code)
    codes = () if ratio is None else (*ratio.part, *ratio.whole, *ratio.unused)
    return [answers[one] for one in codes if one in answers]


def _doubted(question: Node, kind: DoubtKind, *words: object) -> Doubted:
    """What is doubted, with a digest of the words: an inspection holds for these only."""
    written = json.dumps([kind.value, *words], separators=(",", ":"), ensure_ascii=True)
    return Doubted(question.code, kind.value, hashlib.sha256(written.encode()).hexdigest())
