"""The answer to a ratio question: from its counts where any is filled, else as it was typed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from zi_analytics.findings import Detail, Finding
from zi_analytics.instrument import Instrument, Ratio
from zi_analytics.scoring import ratio_value
from zi_analytics.workbook.reading import Answer, State

SAME_RATIO = 0.005
"""A typed percentage this near to the computed one is the same, rounded."""
WITHOUT_VALUE = "="
"""The raw text of a formula whose result the file does not hold."""
UNFILLED = (State.BLANK, State.MISSING)
USABLE = (State.ANSWERED, State.BLANK, State.MISSING)


@dataclass(frozen=True, slots=True)
class Settled:
    """A ratio's answer, what was noticed, and the codes whose cells need no finding of their own:
    a percentage cell that shows an error does not matter where the counts give the answer."""

    answer: Answer
    findings: tuple[Finding, ...]
    explained: tuple[str, ...]


def settle_ratio(
    instrument: Instrument,
    ratio: Ratio,
    answers: Mapping[str, Answer],
    computed: Collection[str],
    assessor: str,
) -> Settled:
    """Settle one ratio.

    ``computed`` are the codes whose cells hold formulas: over empty counts they come to 0, to
    nothing or to an error, and that is no answer.
    """
    percentage = answers[ratio.question]
    codes = (*ratio.part, *ratio.whole)
    subtotal = answers.get(ratio.subtotal) if ratio.subtotal else None

    def finding(code: str, *details: tuple[str, Detail]) -> Finding:
        return Finding(
            code,
            sheet=percentage.sheet,
            cell=percentage.cell,
            points=instrument.node[ratio.question].weight,
            assessor=assessor,
            question=ratio.question,
            details=details,
        )

    only_sum = all(answers[code].state in UNFILLED for code in ratio.whole)
    explained: tuple[str, ...] = (ratio.question,)
    if subtotal is not None and not only_sum:
        explained += (subtotal.code,)
    if subtotal is None or not only_sum or subtotal.code in computed or subtotal.value == 0:
        # A formula that adds empty cells comes to 0; nobody filled that in.
        subtotal = None
    filled = any(answers[code].state not in UNFILLED for code in codes)
    if not filled and (subtotal is None or subtotal.state in UNFILLED):
        if ratio.question in computed and not _shows_error(percentage):
            blank = percentage._replace(state=State.BLANK, value=None, raw="")
            return Settled(blank, (), explained)
        if percentage.state is not State.ANSWERED:
            return Settled(percentage, (), ())
        typed = finding("ratio-typed-without-counts", ("raw", percentage.raw))
        return Settled(percentage, (typed,), ())
    counts = {code: answers[code].value for code in codes}
    if subtotal is not None:
        # Some sheets fill only the row of the sum, not the kinds below it.
        counts[ratio.whole[0]] = subtotal.value
    usable = all(answers[code].state in USABLE for code in codes)
    value = ratio_value(ratio, counts) if usable else None
    raw = " / ".join(answers[code].raw or "…" for code in codes)
    if value is None:
        answer = percentage._replace(
            state=State.NOT_COMPUTABLE, value=None, raw=percentage.raw or raw
        )
        return Settled(answer, (finding("ratio-not-computable", ("counts", raw)),), explained)
    findings: list[Finding] = []
    empty = [answers[code] for code in ratio.whole if answers[code].state is State.BLANK]
    if empty and subtotal is None:
        cells = ", ".join(count.cell or "" for count in empty)
        taken = finding("count-taken-as-zero", ("count", len(empty)), ("cells", cells))
        findings.append(replace(taken, sheet=empty[0].sheet, cell=empty[0].cell))
    part = sum(counts[code] or 0.0 for code in ratio.part)
    whole = sum(counts[code] or 0.0 for code in ratio.whole)
    if ratio.rule == "share" and part > whole:
        findings.append(finding("ratio-above-one", ("part", part), ("whole", whole)))
    elif _contradicts(percentage, value):
        findings.append(
            finding("ratio-differs-from-counts", ("typed", percentage.raw), ("computed", value))
        )
    answer = percentage._replace(state=State.ANSWERED, value=value, raw=percentage.raw or raw)
    return Settled(answer, tuple(findings), explained)


def _shows_error(percentage: Answer) -> bool:
    """Whether the cell shows an error, and not merely lacks the result of its formula."""
    return percentage.state is State.ERROR_CELL and percentage.raw != WITHOUT_VALUE


def _contradicts(percentage: Answer, value: float) -> bool:
    """Whether the percentage cell says something else than the counts."""
    if percentage.value is not None:
        return abs(percentage.value - value) > SAME_RATIO
    return percentage.state is State.NOT_AN_OPTION or _shows_error(percentage)
