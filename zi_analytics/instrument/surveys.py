"""The rules of the surveys behind the results, from data/surveys/surveys.toml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from zi_analytics.instrument.entries import Entry, read_entries, read_entry, whole_document
from zi_analytics.instrument.errors import Flaw, InstrumentError
from zi_analytics.instrument.model import AnswerKind, Instrument, Limit, Node, Text
from zi_analytics.instrument.source import read_toml
from zi_analytics.settings import SURVEYS

FILE = "surveys.toml"
ROLES = ("number", "name", "service", "date", "person", "ignored")
_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class SurveyKind:
    """A kind of survey. ``question`` is what its index answers in the worksheet, "" for none."""

    code: str
    label: Text
    short: Text
    question: str
    article: str


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade of an IKM: from ``lowest`` up to the next."""

    code: str
    lowest: float
    label: Text


@dataclass(frozen=True)
class SurveyRules:
    """What holds for every survey. An answer, and so an index, lies in ``lowest`` to ``highest``.

    ``elements`` are the labels of the nine elements of an SKM by code. ``headings`` are the words
    above the columns of raw responses by role, ``element_words`` what stands before an element's
    number, ``totals`` what begins a row that is no respondent; all as they are written.
    """

    fewest_respondents: int
    fewest_article: str
    lowest: float
    highest: float
    kinds: Mapping[str, SurveyKind]
    elements: Mapping[str, Text]
    factor: float
    ikm_article: str
    grades: tuple[Grade, ...]
    headings: Mapping[str, tuple[str, ...]]
    element_words: tuple[str, ...]
    totals: tuple[str, ...]

    @cached_property
    def highest_ikm(self) -> float:
        """The IKM of the highest index."""
        return self.highest * self.factor

    def ikm(self, index: float) -> float:
        """The IKM (25 to 100) of an index."""
        return index * self.factor

    def index_of(self, ikm: float) -> float:
        """The index of an IKM."""
        return ikm / self.factor

    def grade(self, index: float) -> Grade:
        """The grade of an index, by the two decimals with which an IKM is written.

        Below the scale it is the lowest: a stored document may say anything.
        """
        shown = round(self.ikm(index) + 1e-9, _DECIMALS)
        met = [grade for grade in self.grades if grade.lowest <= shown]
        return met[-1] if met else self.grades[0]


def question_of(instrument: Instrument, kind: SurveyKind) -> Node | None:
    """The question that an index of ``kind`` answers; None where the instrument asks for none."""
    node = instrument.node.get(kind.question)
    if node is None or node.answer_type is None:
        return None
    return node if instrument.type_of(node.code).kind is AnswerKind.INDEX else None


def index_limits(instrument: Instrument, kind: SurveyKind) -> tuple[tuple[str, Limit], ...]:
    """Every predicate's code with its limit on the index of ``kind``, as the rule prints it."""
    question = question_of(instrument, kind)
    if question is None:
        return ()
    same = {(question.code,)}
    if question.parent is not None and instrument.children[question.parent] == (question,):
        same.add((question.parent,))
    return tuple(
        (predicate.code, limit)
        for predicate in instrument.predicates
        for limit in predicate.limits
        if limit.index is not None and limit.nodes in same
    )


@cache
def survey_rules() -> SurveyRules:
    """The rules that come with the program. InstrumentError with every flaw when they are bad."""
    return load_survey_rules(SURVEYS)


def load_survey_rules(folder: Path) -> SurveyRules:
    """The rules in ``folder``. InstrumentError with every flaw when they are bad."""
    flaws: list[Flaw] = []
    document = read_toml(folder, FILE, flaws)
    if flaws:
        raise InstrumentError(folder.name, flaws)
    whole = whole_document(document, flaws)
    ikm = read_entry(document, "ikm", flaws) or whole
    rules = SurveyRules(
        fewest_respondents=whole.whole("fewest_respondents") or 0,
        fewest_article=whole.word("fewest_article"),
        lowest=whole.number("lowest") or 0.0,
        highest=whole.number("highest") or 0.0,
        kinds=_kinds(read_entries(document, "kinds", flaws)),
        elements={
            entry.word("code"): entry.wording("label", "element")
            for entry in read_entries(document, "elements", flaws)
        },
        factor=ikm.number("factor") or 0.0,
        ikm_article=ikm.word("article"),
        grades=tuple(
            Grade(
                entry.word("code"), entry.number("lowest") or 0.0, entry.wording("label", "grade")
            )
            for entry in read_entries(document, "grades", flaws)
        ),
        headings=_words(read_entry(document, "headings", flaws), ROLES),
        element_words=_words(read_entry(document, "element_words", flaws), ("words",))["words"],
        totals=_words(read_entry(document, "totals", flaws), ("words",))["words"],
    )
    _check(rules, whole)
    if flaws:
        raise InstrumentError(folder.name, sorted(flaws, key=lambda flaw: flaw.line))
    return rules


def _kinds(entries: list[Entry]) -> dict[str, SurveyKind]:
    kinds: dict[str, SurveyKind] = {}
    for entry in entries:
        code = entry.word("code")
        if not re.fullmatch(r"[a-z]+", code) or code in kinds:
            entry.flaw(f"survey {code!r} stands twice or has no code of letters", "code")
        kinds[code] = SurveyKind(
            code=code,
            label=entry.wording("label", code),
            short=entry.wording("short", code),
            question=entry.word("question"),
            article=entry.word("article"),
        )
    return kinds


def _words(entry: Entry | None, keys: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    return {key: () if entry is None else entry.words(key) for key in keys}


def _check(rules: SurveyRules, whole: Entry) -> None:
    """What must hold together for a survey to be counted at all."""
    if rules.fewest_respondents < 1 or not rules.fewest_article:
        whole.flaw("the fewest respondents and their article are missing", "fewest_respondents")
    if not 0 < rules.lowest < rules.highest:
        whole.flaw("an answer must lie above 0, the highest above the lowest", "highest")
    if rules.factor <= 0 or not rules.ikm_article:
        whole.flaw("the factor of the IKM and its article are missing", "ikm")
    lowest = [grade.lowest for grade in rules.grades]
    if not lowest or lowest != sorted(set(lowest)):
        whole.flaw("the grades must rise", "grades")
    elif lowest[0] > rules.ikm(rules.lowest) or lowest[-1] > rules.highest_ikm:
        whole.flaw("the grades must begin at the lowest IKM and end below the highest", "grades")
    if not rules.kinds:
        whole.flaw("there is no kind of survey", "kinds")
    for role in ROLES:
        if not rules.headings.get(role):
            whole.flaw(f"no heading is known for {role}", "headings")
    if not rules.element_words or not rules.totals:
        whole.flaw("no words are known for elements or totals", "element_words")
