"""What a subject can be taken along as beside its report: one line each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from zi_analytics.language.wording import msg
from zi_analytics.programme.office import Office
from zi_analytics.report.material import Material, page_of, summary_of


@dataclass(frozen=True, slots=True)
class Format:
    """``ending`` is that of the file's name; ``part`` stands in it for what is less than a report.

    ``write`` makes the bytes of what a report rests on, in a language.
    """

    label: str
    ending: str
    kind: str
    write: Callable[[Material, str, Office | None], bytes]
    part: str = ""


def _summary(found: Material, language: str, office: Office | None) -> bytes:
    return summary_of(found, language)


FORMATS: Mapping[str, Format] = {
    "summary": Format(
        msg("One-page summary (PDF)"), "pdf", "application/pdf", _summary, msg("summary")
    ),
    "html": Format(msg("One page to send (HTML)"), "html", "text/html", page_of),
}
