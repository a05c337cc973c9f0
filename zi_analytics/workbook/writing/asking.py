"""What a cell asks for and accepts: the drop-down, the short explanation, the alert."""

from __future__ import annotations

from typing import Any

from zi_analytics.instrument import AnswerKind, Instrument, Node
from zi_analytics.language.numbers import short
from zi_analytics.language.wording import say, translator

LONGEST_TITLE, LONGEST_MESSAGE = 32, 255
"""Characters that spreadsheet programs show of an explanation."""

Rule = dict[str, Any]


def answer_rule(instrument: Instrument, node: Node, language: str) -> Rule:
    """What may be typed as the answer to a question or a count."""
    t = translator(language)
    answer_type = instrument.type_of(node.code)
    accepted = _accepted(instrument, node, language)
    if answer_type.kind is AnswerKind.CHOICE:
        told = options_in_short(instrument, node, language)
    elif answer_type.kind is AnswerKind.COUNT:
        told = accepted["error_message"]
    else:
        criterion = instrument.criteria.get((node.code, ""))
        said = criterion.say(language) if criterion is not None else ""
        told = f"{accepted['error_message']} {said}".strip()
    title = node.label.say(language)
    if node.weight is not None:
        title = t("Worth up to {points} points", points=short(node.weight, language))
    return {
        "input_title": shortened(title, LONGEST_TITLE),
        "input_message": shortened(told, LONGEST_MESSAGE),
        "error_title": t("This cannot be an answer"),
        "error_type": "stop",
        **accepted,
    }


def computed_rule(language: str) -> Rule:
    """What is told about a cell that is computed from others."""
    t = translator(language)
    told = t("This cell is computed from the counts below. Fill those in.")
    return {"validate": "any", "input_title": t("Computed"), "input_message": told}


def evidence_rule(instrument: Instrument, node: Node, language: str) -> Rule | None:
    """What would prove the answer, beside the cell for the evidence; None where nothing is said."""
    example = instrument.evidence.get(node.code)
    if example is None:
        return None
    return {
        "validate": "any",
        "input_title": say("What proves it", language),
        "input_message": shortened(example.say(language), LONGEST_MESSAGE),
    }


def list_rule(choices: list[str], message: str, language: str) -> Rule:
    """A choice from a list, as on the sheet that says whose worksheet it is."""
    t = translator(language)
    return {
        "validate": "list",
        "source": choices,
        "input_message": shortened(message, LONGEST_MESSAGE),
        "error_title": t("Not in the list"),
        "error_message": t("Choose one from the list."),
    }


def options_in_short(instrument: Instrument, node: Node, language: str) -> str:
    """Every option with as much of its criterion as there is room for."""
    options = instrument.type_of(node.code).options
    room = LONGEST_MESSAGE // len(options) - 1
    lines = (f"{o.key}: {_criterion(instrument, node, o.key, language)}" for o in options)
    return "\n".join(shortened(line, room) for line in lines)


def options_in_full(instrument: Instrument, node: Node, language: str) -> str:
    """Every option with its criterion, a line each; how it is computed where there are none."""
    options = instrument.type_of(node.code).options
    if not options:
        return _criterion(instrument, node, "", language)
    lines = (f"{o.key}:  {_criterion(instrument, node, o.key, language)}" for o in options)
    return "\n".join(lines)


def shortened(text: str, longest: int) -> str:
    """``text`` cut after a word, with an ellipsis, where it is longer than ``longest``."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    whole = cut.rpartition(" ")[0] or cut
    return f"{whole.rstrip(' ,;:')}…"


def _criterion(instrument: Instrument, node: Node, key: str, language: str) -> str:
    found = instrument.criteria.get((node.code, key))
    return found.say(language) if found is not None else ""


def _accepted(instrument: Instrument, node: Node, language: str) -> Rule:
    """The check itself, and the sentence that says what is allowed."""
    t = translator(language)
    answer_type = instrument.type_of(node.code)
    if answer_type.kind is AnswerKind.CHOICE:
        keys = [option.key for option in answer_type.options]
        said = t("Choose one from the list: {options}.", options=", ".join(keys))
        return {"validate": "list", "source": keys, "error_message": said}
    if answer_type.kind is AnswerKind.COUNT:
        said = t("Type a whole number, 0 or more.")
        return {"validate": "integer", "criteria": ">=", "value": 0, "error_message": said}
    if answer_type.kind is AnswerKind.INDEX:
        lowest, highest = answer_type.lowest or 0.0, answer_type.highest or 0.0
        said = t(
            "Type the survey index, from {lowest} to {highest}.",
            lowest=short(lowest, language),
            highest=short(highest, language),
        )
        return _between(lowest, highest, said)
    if answer_type.highest is not None:
        return _between(0.0, answer_type.highest, t("Type a percentage, from 0% to 100%."))
    highest = node.weight or 0.0
    said = t("Type the points, from 0 to {highest}.", highest=short(highest, language))
    return _between(0.0, highest, said)


def _between(lowest: float, highest: float, said: str) -> Rule:
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": lowest,
        "maximum": highest,
        "error_message": said,
    }
