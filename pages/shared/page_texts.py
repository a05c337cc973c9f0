"""Codes in the words of the page: units, periods, assessors, instruments, layouts."""

from collections.abc import Mapping

from pages.shared import loading
from pages.shared.words import language, t
from zi_analytics.instrument import Instrument
from zi_analytics.language.numbers import period_text
from zi_analytics.language.wording import msg

ASSESSOR_MARKS = {"unit": "●", "tpi": "■", "tpi2": "■", "tpn": "◆"}
_ASSESSORS = {
    "unit": msg("Unit"),
    "tpi": msg("TPI"),
    "tpi2": msg("TPI 2"),
    "tpn": msg("TPN"),
}


def assessor_label(code: str) -> str:
    """Mark and name of an assessor: colour and place never stand alone."""
    return f"{ASSESSOR_MARKS.get(code, '○')} {t(_ASSESSORS.get(code, code))}"


def unit_label(code: str) -> str:
    """The name of a unit; an example says that it is one."""
    name = loading.unit_names()[code]
    return t("{unit} (example)", unit=name) if code in loading.example_units() else name


def unit_labels() -> Mapping[str, str]:
    """What :func:`unit_label` says of every unit: for lists of thousands."""
    names, example = loading.unit_names(), t("{unit} (example)", unit="{unit}")
    examples = {
        code: example.replace("{unit}", names[code])
        for code in loading.example_units()
        if code in names
    }
    return {**names, **examples}


def period_label(code: str) -> str:
    """A period as it is spoken of."""
    return period_text(code, language())


def layout_label(instrument: Instrument, layout: str) -> str:
    """Instrument and layout of a file."""
    title = instrument.title.say(language())
    for known in instrument.layouts:
        if known.code == layout:
            return f"{title} · {known.label.say(language())}"
    return title
