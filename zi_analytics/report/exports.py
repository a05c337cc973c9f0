"""Results written into a folder under names with unit, period and digest: no file twice."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from zi_analytics.findings import Finding
from zi_analytics.instrument import load
from zi_analytics.report.ministry_json import check_submission, load_submission, write_submission
from zi_analytics.report.results_workbook import write_results
from zi_analytics.report.tidy import FORMATS as TIDY
from zi_analytics.report.tidy import Selection, write_tidy
from zi_analytics.store import Store

FORMATS = ("xlsx", *TIDY, "json")
_ODD = re.compile(r"[^A-Za-z0-9.-]+")
_DIGITS = 12
_PIECE = 1 << 20

Progress = Callable[[int, int], None]


def export(
    store: Store, kind: str, selection: Selection, folder: Path, language: str, progress: Progress
) -> tuple[tuple[Path, ...], tuple[Finding, ...]]:
    """Write ``selection`` as ``kind`` into ``folder``: what was written, and what stood against it.

    Nothing is written where there are findings. Files are made in a hidden folder beside and
    moved when whole, so that a stopped export leaves none behind.
    """
    if not _any(store, selection):
        return (), (Finding("export-nothing", details=(("period", selection.period or "–"),)),)
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".zi-", dir=folder) as made:
        draft = Path(made)
        findings: tuple[Finding, ...] = ()
        if kind == "json":
            findings = _write_submissions(store, selection, draft, progress)
        elif kind == "xlsx":
            _write_workbook(store, selection, draft, language, progress)
        else:
            write_tidy(store, draft, kind, selection, language, progress)
        if findings:
            return (), findings
        return tuple(_named(path, folder, selection) for path in sorted(draft.iterdir())), ()


def _any(store: Store, selection: Selection) -> bool:
    stored = store.assessments()
    kept = stored["unit"].notna()
    if selection.period:
        kept &= stored["period"] == selection.period
    if selection.assessor:
        kept &= stored["assessor"] == selection.assessor
    if selection.units:
        kept &= stored["unit"].isin(selection.units)
    return bool(kept.any())


def _write_workbook(
    store: Store, selection: Selection, draft: Path, language: str, progress: Progress
) -> None:
    with (draft / "results.xlsx").open("wb") as out:
        write_results(store, out, selection, language, datetime.now(UTC).astimezone(), progress)


def _write_submissions(
    store: Store, selection: Selection, draft: Path, progress: Progress
) -> tuple[Finding, ...]:
    findings: list[Finding] = []
    places = submission_places(store, selection)
    for done, (unit, name) in enumerate(places, start=1):
        instrument_id, submission = load_submission(store, unit, selection.period)
        instrument = load(instrument_id)
        flaws = check_submission(instrument, submission)
        if flaws:
            counted = (("unit", name), ("count", len(flaws)))
            findings += [Finding("ministry-not-ready", details=counted), *flaws]
        elif not findings:
            path = draft / f"lke-{_ODD.sub('-', unit)}.json"
            path.write_bytes(write_submission(instrument, submission))
        progress(done, len(places))
    return tuple(findings)


def submission_places(store: Store, selection: Selection) -> Sequence[tuple[str, str]]:
    """Code and name of the units of which something is stored for the chosen period."""
    stored = store.assessments()
    stored = stored[stored["period"] == selection.period]
    if selection.units:
        stored = stored[stored["unit"].isin(selection.units)]
    kept = stored[["unit", "unit_name"]].drop_duplicates()
    return list(zip(kept["unit"].tolist(), kept["unit_name"].tolist(), strict=True))


def _named(path: Path, folder: Path, selection: Selection) -> Path:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    unit = _ODD.sub("-", next(iter(selection.units))) if len(selection.units) == 1 else ""
    stem = path.stem if unit in path.stem else f"{path.stem}-{unit}"
    words = [stem, selection.period or "all", digest.hexdigest()[:_DIGITS]]
    return path.replace(folder / ("-".join(words) + path.suffix))
