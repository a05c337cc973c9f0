"""Doubts and the three numbers in sentences: for the page, and for whoever writes them on paper."""

from __future__ import annotations

from zi_analytics.analysis.doubts import Doubt, DoubtKind, Flaw
from zi_analytics.analysis.inspected import Validity
from zi_analytics.analysis.proof import Proof, ProofRow
from zi_analytics.analysis.sentences import predicate_text
from zi_analytics.finding_text import message, remedy
from zi_analytics.findings import Detail
from zi_analytics.instrument.model import Instrument
from zi_analytics.language.numbers import decimal, percent
from zi_analytics.language.wording import msg, say, say_many
from zi_analytics.scoring import Verdict

KINDS: dict[DoubtKind, str] = {
    DoubtKind.PLACEHOLDER: msg("Placeholder instead of evidence"),
    DoubtKind.LOCAL_PATH: msg("Path on somebody's computer"),
    DoubtKind.ADDRESS: msg("Address written wrongly"),
    DoubtKind.SAME_LINK: msg("Same link under many questions"),
    DoubtKind.SURVEY: msg("Survey scale against note"),
    DoubtKind.CONTRADICTION: msg("Answer against note or counts"),
    DoubtKind.SAME_ANSWERS: msg("Same answers as another unit"),
}
VALIDITIES: dict[Validity, str] = {
    Validity.HOLDS: msg("✓ checked"),
    Validity.CHANGED: msg("▲ changed since it was checked"),
    Validity.SETTLED: msg("– no longer in doubt"),
    Validity.WITHDRAWN: msg("✕ taken back"),
}
_SAYINGS: dict[Flaw, tuple[str, str]] = {
    Flaw.PLACEHOLDER: (
        msg("The evidence is only a placeholder."),
        msg("Name the document or give its link."),
    ),
    Flaw.LOCAL_PATH: (
        msg("The evidence is a path on somebody’s computer, which nobody else can open."),
        msg("Upload the document and give its link."),
    ),
    Flaw.NO_HOST: (
        msg("The address “{written}” names no server that others can reach."),
        msg("Copy the whole address from the browser, beginning with https://."),
    ),
    Flaw.SPACED: (
        msg("There is a gap in the address “{written}”: it does not lead where it should."),
        msg("Copy the whole address again, without spaces."),
    ),
    Flaw.NO_SCHEME: (
        msg("The address “{written}” lacks its beginning, so it cannot be clicked."),
        msg("Write {better}"),
    ),
    Flaw.MISTYPED: (
        msg("The beginning of the address “{written}” is mistyped."),
        msg("Write {better}"),
    ),
    Flaw.OTHER_SCHEME: (
        msg("“{written}” is no address of the web, and may do harm when it is opened."),
        msg("Do not open it. Give the address of the document, beginning with https://."),
    ),
    Flaw.SAME_LINK: (
        msg(
            "The same link stands under {count} questions, which carry {together} points together."
        ),
        msg("Give each question the document that proves it."),
    ),
    Flaw.NOTE_SCALE: (
        msg("The note speaks of a scale up to {scale}, the index typed is {index} of 4."),
        msg("Check the survey report and type the index from 1 to 4."),
    ),
    Flaw.NOTE_INDEX: (
        msg("The note says {noted}, the index typed is {index}."),
        msg("Check the survey report; an IKM divided by 25 is the index."),
    ),
    Flaw.OTHER_INDEX: (
        msg(
            "The {survey} survey kept for this period gives {measured}, the index typed is {index}."
        ),
        msg("Check on the page Surveys which of the two is right, and correct the other."),
    ),
    Flaw.OTHER_SCALE: (
        msg("{raw} is no survey index from 1 to 4, so it earns nothing."),
        msg("Type the index itself: an IKM divided by 25."),
    ),
    Flaw.BELOW_SCALE: (
        msg("A survey index lies between 1 and 4; {index} is below that."),
        msg("Check the index against the survey report."),
    ),
    Flaw.NOTE_COUNT: (
        msg("The note says another number than the counts: {part} of {whole} are typed."),
        msg("Correct the counts or the note."),
    ),
    Flaw.NOTE_SHARE: (
        msg("The note says another share than the answer: {share} is counted."),
        msg("Correct the counts or the note."),
    ),
    Flaw.NOTE_NOT_YET: (
        msg("The answer “{answer}” earns full marks, but the note says it is not there."),
        msg("Correct the answer or the note."),
    ),
}


def doubt_text(doubt: Doubt, language: str) -> str:
    """What is doubtful, in one sentence."""
    if doubt.finding is not None:
        return message(doubt.finding, language)
    return say(_SAYINGS[doubt.flaw][0], language, **_details(doubt, language))


def advice_text(doubt: Doubt, language: str) -> str:
    """What to do about it."""
    if doubt.finding is not None:
        return remedy(doubt.finding, language)
    return say(_SAYINGS[doubt.flaw][1], language, **_details(doubt, language))


def _details(doubt: Doubt, language: str) -> dict[str, Detail]:
    said: dict[str, Detail] = {}
    for name, value in doubt.details:
        if isinstance(value, float):
            said[name] = percent(value, language) if name == "share" else decimal(value, language)
        else:
            said[name] = value
    return said


def proof_headline(proof: Proof, language: str) -> str:
    """The three numbers in one sentence."""
    total = proof.total
    return say(
        "{claimed} points claimed, {proven} with evidence, {lowest} if the doubtful are refused.",
        language,
        claimed=decimal(total.claimed, language),
        proven=decimal(total.proven, language),
        lowest=decimal(total.lowest, language),
    )


def predicates_text(instrument: Instrument, proof: Proof, language: str) -> str:
    """Which predicate each of the three numbers reaches."""
    return say(
        "Predicate as claimed: {claimed}; with evidence: {proven}; if the doubtful are refused: "
        "{lowest}.",
        language,
        claimed=highest_text(instrument, proof.claimed, language),
        proven=highest_text(instrument, proof.proven, language),
        lowest=highest_text(instrument, proof.lowest, language),
    )


def highest_text(instrument: Instrument, verdicts: tuple[Verdict, ...], language: str) -> str:
    """The highest predicate that is reached, with its mark, or that there is none yet."""
    passed = [verdict for verdict in verdicts if verdict.passed]
    if passed:
        return f"✓ {predicate_text(instrument, passed[-1].predicate, language)}"
    undecided = [verdict for verdict in verdicts if verdict.undecided]
    if undecided:
        label = predicate_text(instrument, undecided[-1].predicate, language)
        return say("? {predicate} not certain", language, predicate=label)
    return f"✕ {say('no predicate yet', language)}"


def proof_title(proof: Proof, language: str) -> str:
    """The finding of the picture: the place that would fall furthest."""
    worst = max(proof.rows, key=lambda row: (row.claimed - row.lowest) / row.weight)
    if worst.claimed - worst.lowest < 0.005:
        return say("Every area stands on its evidence", language)
    return say(
        "{area} hangs most on what is not proven: {claimed} would fall to {lowest} of {weight}",
        language,
        area=worst.label.say(language),
        claimed=decimal(worst.claimed, language),
        lowest=decimal(worst.lowest, language),
        weight=decimal(worst.weight, language),
    )


def row_text(row: ProofRow, language: str) -> str:
    """The three numbers of one place in one line."""
    limits = ", ".join(
        say("limit of {predicate} {points}", language, predicate=code, points=decimal(at, language))
        for code, at in row.limits
    )
    said = say(
        "{place}: {claimed} claimed, {proven} with evidence, {lowest} at the lowest, of {weight} "
        "points",
        language,
        place=row.label.say(language),
        claimed=decimal(row.claimed, language),
        proven=decimal(row.proven, language),
        lowest=decimal(row.lowest, language),
        weight=decimal(row.weight, language),
    )
    return f"{said} ({limits})" if limits else said


def open_text(number: int, questions: int, points: float, language: str) -> str:
    """How much is in doubt."""
    if not number:
        return say("Nothing is in doubt that was not looked into.", language)
    return say_many(
        "{number} doubt on {questions} of the answers, which carry {points} points",
        "{number} doubts on {questions} of the answers, which carry {points} points",
        number,
        language,
        questions=questions,
        points=decimal(points, language),
    )
