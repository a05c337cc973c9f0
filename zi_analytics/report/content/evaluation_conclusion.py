"""The conclusion of an evaluation: what can be proposed, by which limits and articles."""

from __future__ import annotations

from collections.abc import Iterator

from zi_analytics.analysis.assessed import Assessed
from zi_analytics.analysis.overview import holding_back
from zi_analytics.analysis.sentences import headline, predicate_text, unseen_text
from zi_analytics.instrument.model import Condition
from zi_analytics.language.numbers import below, decimal, needed
from zi_analytics.language.wording import msg, say, say_many
from zi_analytics.report.content.model import Figure, Section, Table, Topic
from zi_analytics.report.content.sources import full_article
from zi_analytics.scoring import Verdict

OPEN = "☐ {yes}  ☐ {no}"
_LEVELS = {"institution": msg("Institution level"), "unit": msg("Unit level")}


def proposed(assessed: Assessed) -> str | None:
    """The predicate that the proposal is about: the highest reached, else the next one."""
    verdict = assessed.reached or assessed.undecided or assessed.next
    return None if verdict is None else verdict.predicate


def conclusion_sections(
    assessed: Assessed, unit: str, predicate: str | None, language: str
) -> Iterator[Section]:
    """What follows from the points, and what else has to be shown before a proposal."""
    if predicate is None:
        yield Section(
            Topic.CONCLUSION, say("Conclusion", language), (headline(assessed, language),)
        )
        return
    label = predicate_text(assessed.instrument, predicate, language)
    verdict = assessed.verdict(predicate)
    yield _conclusion(assessed, verdict, unit, label, language)
    asked = [one for one in assessed.instrument.conditions if predicate in one.predicates]
    if asked:
        yield _conditions(asked, label, language)


def _conclusion(
    assessed: Assessed, verdict: Verdict, unit: str, label: str, language: str
) -> Section:
    behind = holding_back(assessed, verdict)
    if not behind and verdict.passed:
        said = say(
            "By the results of the evaluation {unit} meets every limit of {predicate} and can be "
            "proposed for it once the conditions below are shown to be met.",
            language,
            unit=unit,
            predicate=label,
        )
    elif not behind:
        said = say(
            "By the results of the evaluation {unit} meets every limit of {predicate} that the "
            "worksheet shows; {limits} cannot be seen in it and must be shown before a proposal.",
            language,
            unit=unit,
            predicate=label,
            limits=unseen_text(assessed.instrument, verdict, language),
        )
    else:
        said = say_many(
            "By the results of the evaluation {unit} cannot be proposed for {predicate} yet: "
            "{number} rule is not met.",
            "By the results of the evaluation {unit} cannot be proposed for {predicate} yet: "
            "{number} rules are not met.",
            len(behind),
            language,
            unit=unit,
            predicate=label,
        )
    table = Table(
        (
            say("Rule", language),
            say("Points", language),
            say("Limit", language),
            say("Missing points", language),
            say("Article", language),
        ),
        (4.2, 1.4, 1.4, 1.6, 4.4),
        tuple(
            (
                rule.limit.label.say(language),
                Figure(rule.reached, below(rule.reached, rule.needed, language)),
                Figure(rule.needed, decimal(rule.needed, language)),
                Figure(rule.missing, needed(rule.missing, language)),
                full_article(rule.limit.article),
            )
            for rule in behind
        ),
        say("Rules that are not met, the furthest behind first", language),
    )
    return Section(
        Topic.CONCLUSION,
        say("Conclusion", language),
        (headline(assessed, language), said),
        table=table if behind else None,
    )


def _conditions(asked: list[Condition], label: str, language: str) -> Section:
    """The conditions as a list to tick off: no worksheet shows them."""
    ticks = OPEN.format(yes=say("yes", language), no=say("no", language))
    return Section(
        Topic.CONCLUSION,
        say("Conditions for being proposed for {predicate}", language, predicate=label),
        (
            say(
                "The worksheet does not show these conditions; the team ticks what it has seen.",
                language,
            ),
        ),
        table=Table(
            (
                say("Condition", language),
                say("Of whom", language),
                say("Article", language),
                say("Met", language),
            ),
            (6.4, 1.6, 3.6, 2.0),
            tuple(
                (
                    one.label.say(language),
                    say(_LEVELS[one.level], language),
                    full_article(one.article),
                    ticks,
                )
                for one in asked
            ),
            say("Conditions that are checked beside the worksheet", language),
        ),
    )
