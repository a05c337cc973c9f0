"""Contradictions a worksheet carries in itself: counts that do not add up, void evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from zi_analytics.findings import Detail, Finding
from zi_analytics.instrument import Instrument, Level, Ratio
from zi_analytics.workbook.reading import Answer, State

LOCAL_PATH = re.compile(r"(?:^|\s)(?:[A-Za-z]:[\\/]|\\\\|file:/|/(?:home|Users)/)", re.IGNORECASE)
LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
ONE_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
PLACEHOLDER = re.compile(
    r"(?:x{2,}|-+|\.+|\?+|n/?a|tbd|ada|link|tautan|isi|belum(?: ada)?|contoh|test|tes)",
    re.IGNORECASE,
)
AFTER_LINK = "/.,;)"
"""What ends a sentence behind a link, or makes two spellings of one."""
MANY_QUESTIONS = 4
"""One link under this many questions can hardly prove each of them."""


def count_contradictions(
    instrument: Instrument, answers: Mapping[str, Answer], assessor: str
) -> Iterable[Finding]:
    """Counts of one ratio that contradict each other, or that are missing though they must be
    filled (domain: "in process" and "sanctioned" are asked for but not used)."""
    for ratio in instrument.ratios.values():
        part = [answers[code] for code in ratio.part]
        whole = [answers[code] for code in ratio.whole]
        unused = [answers[code] for code in ratio.unused]
        due = _sum(whole)
        filled = _all_filled([*part, *whole])
        # Closed and in process together are what was due; a sanction needs no such sum.
        if ratio.rule == "share" and unused and filled and _all_filled(unused):
            parts = _sum([*part, *unused])
            if parts != due:
                yield _disagreeing(instrument, ratio, whole[0], due, parts, assessor)
        subtotal = answers[ratio.subtotal] if ratio.subtotal else None
        if subtotal is not None and subtotal.value not in (None, due) and _any_filled(whole):
            yield _disagreeing(instrument, ratio, subtotal, subtotal.value or 0.0, due, assessor)
        for answer in unused:
            if answer.state is State.BLANK and filled:
                yield Finding(
                    "count-not-filled",
                    sheet=answer.sheet,
                    cell=answer.cell,
                    assessor=assessor,
                    question=answer.code,
                )


def _sum(counts: Sequence[Answer]) -> float:
    return sum(answer.value or 0.0 for answer in counts)


def _all_filled(counts: Sequence[Answer]) -> bool:
    return all(answer.value is not None for answer in counts)


def _any_filled(counts: Sequence[Answer]) -> bool:
    return any(answer.value is not None for answer in counts)


def _disagreeing(
    instrument: Instrument, ratio: Ratio, at: Answer, due: float, parts: float, assessor: str
) -> Finding:
    return Finding(
        "counts-do-not-add-up",
        sheet=at.sheet,
        cell=at.cell,
        points=instrument.node[ratio.question].weight,
        assessor=assessor,
        question=ratio.question,
        details=(("due", due), ("sum", parts)),
    )


def doubtful_evidence(
    instrument: Instrument,
    answers: Mapping[str, Answer],
    evidence_cells: Mapping[str, str],
    assessor: str,
) -> Iterable[Finding]:
    """Evidence that proves nothing: a path on somebody's computer, a placeholder, one link for
    many questions; and answers that claim points without any. ``evidence_cells`` by question."""

    def finding(code: str, claiming: Sequence[Answer], *details: tuple[str, Detail]) -> Finding:
        first = claiming[0]
        return Finding(
            code,
            sheet=first.sheet,
            cell=evidence_cells.get(first.code, first.cell),
            points=sum(points_of(answer) for answer in claiming),
            assessor=assessor,
            question=first.code if len(claiming) == 1 else None,
            details=details,
        )

    def points_of(answer: Answer) -> float:
        return (answer.value or 0.0) * (instrument.node[answer.code].weight or 0.0)

    links: dict[str, list[Answer]] = {}
    unproven: list[Answer] = []
    for code, answer in answers.items():
        if instrument.node[code].level is not Level.QUESTION:
            continue
        text = answer.evidence.strip()
        if not text:
            if points_of(answer):
                unproven.append(answer)
            continue
        if ONE_LINK.fullmatch(text):
            # By far the most common, and neither a path nor a placeholder.
            links.setdefault(text.rstrip(AFTER_LINK), []).append(answer)
            continue
        if LOCAL_PATH.search(text):
            yield finding("evidence-local-path", [answer])
        elif PLACEHOLDER.fullmatch(text):
            yield finding("evidence-placeholder", [answer], ("raw", text[:80]))
        for link in dict.fromkeys(found.rstrip(AFTER_LINK) for found in LINK.findall(text)):
            links.setdefault(link, []).append(answer)
    for same in links.values():
        if len(same) >= MANY_QUESTIONS:
            cells = ", ".join(evidence_cells[answer.code] for answer in same)
            yield finding("evidence-same-link", same, ("count", len(same)), ("cells", cells))
    # A sheet without any evidence keeps its evidence elsewhere.
    if unproven and evidence_cells:
        cells = ", ".join(answer.cell or "" for answer in unproven)
        yield finding(
            "answers-without-evidence", unproven, ("count", len(unproven)), ("cells", cells)
        )
