"""An import as lines for people: counts while it reads, every file, and what came of them all."""

from __future__ import annotations

import sys
from collections import Counter

from zi_analytics.finding_text import message, remedy, severity
from zi_analytics.findings import Finding, Severity
from zi_analytics.importing.lines import Group, Line
from zi_analytics.importing.same_units import Pair
from zi_analytics.importing.whole import Imported
from zi_analytics.language.wording import counter, msg, translator
from zi_analytics.store import Outcome, SavedFile

ASSESSOR_LABELS = {
    "unit": msg("Unit"),
    "tpi": msg("TPI"),
    "tpi2": msg("TPI 2"),
    "tpn": msg("TPN"),
}
EVERY = 25
"""Files between two lines of counts, where no terminal shows them in one line."""


class Telling:
    """Says on standard output what was stored, on standard error everything else."""

    def __init__(self, language: str, total: int) -> None:
        self.language = language
        self.total = total
        self.groups: Counter[Group] = Counter()
        self.outcomes: Counter[str] = Counter()
        self.seen: set[str] = set()
        self.status = 0
        self._t, self._n = translator(language), counter(language)
        self._in_line = sys.stderr.isatty()

    def hear_read(self, line: Line) -> None:
        """Count a line that was read; one whose content was there already counts as that."""
        if line.sha256 in self.seen:
            self.outcomes["twice"] += 1
        else:
            self.groups[line.group] += 1
        self.seen.add(line.sha256)
        done = self.groups.total() + self.outcomes["twice"]
        if self._in_line:
            end = "\n" if done == self.total else ""
            print(f"\r{self._counts(done)}", end=end, file=sys.stderr, flush=True)
        elif done % EVERY == 0 or done == self.total:
            print(self._counts(done), file=sys.stderr, flush=True)

    def _counts(self, done: int) -> str:
        return " · ".join(
            (
                self._t("Reading: {done} of {total}", done=done, total=self.total),
                self._n("{number} ready", "{number} ready", self.groups[Group.READY]),
                self._n("{number} to look at", "{number} to look at", self.groups[Group.LOOK]),
                self._n(
                    "{number} not recognised",
                    "{number} not recognised",
                    self.groups[Group.UNKNOWN],
                ),
            )
        )

    def hear_similar(self, pair: Pair) -> None:
        """Say that two names may be one unit."""
        details = (("name", pair.name), ("other", pair.other))
        self._note("▲", pair.name, Finding("unit-name-similar", details=details))

    def tell(self, one: Imported) -> None:
        """Say what became of one file."""
        if one.saved is not None:
            self.outcomes[_outcome(one.saved)] += 1
            print(f"✓ {one.name} → {self._said(one.saved)}", flush=True)
            if one.finding is not None:
                self._note("▲", one.name, one.finding)
            return
        finding = one.finding or Finding("no-answers")
        unread = one.line.group is Group.UNKNOWN
        if unread or severity(finding) is not Severity.NOTICE:
            self.status = 1
        self.outcomes["unread" if unread else "look"] += 1
        self._note("✕" if unread else "▲", one.name, finding)

    def _said(self, saved: SavedFile) -> str:
        t = self._t
        outcomes = {
            Outcome.NEW: t("new"),
            Outcome.REVISED: t("new revision"),
            Outcome.UNCHANGED: t("unchanged"),
        }
        stored = ", ".join(
            f"{t(ASSESSOR_LABELS.get(item.assessor, item.assessor))}: {outcomes[item.outcome]}"
            for item in saved.assessments
        )
        return f"{saved.unit_name} · {saved.period} · {stored}"

    def _note(self, mark: str, name: str, finding: Finding) -> None:
        text = message(finding, self.language), remedy(finding, self.language)
        print(f"{mark} {name}", file=sys.stderr)
        print("  " + " ".join(part for part in text if part), file=sys.stderr, flush=True)

    def sum_up(self, *, stopped: bool = False) -> None:
        """Say how many files met which end."""
        count, n, t = self.outcomes, self._n, self._t
        said = [
            n("{number} stored new", "{number} stored new", count["new"]),
            n("{number} as new revision", "{number} as new revisions", count["revised"]),
            n("{number} unchanged", "{number} unchanged", count["unchanged"]),
            n("{number} to look at, not stored", "{number} to look at, not stored", count["look"]),
            n("{number} not readable", "{number} not readable", count["unread"]),
        ]
        if count["twice"]:
            said.append(n("{number} exact copy", "{number} exact copies", count["twice"]))
        print(" · ".join(said), flush=True)
        if stopped:
            print(
                t("Stopped. What is listed as stored is stored; start again to store the rest."),
                file=sys.stderr,
            )


def _outcome(saved: SavedFile) -> str:
    """What storing a file did on the whole: the most that it did for one assessor."""
    outcomes = {item.outcome for item in saved.assessments}
    ordered = (Outcome.REVISED, Outcome.NEW, Outcome.UNCHANGED)
    return next(one.value for one in ordered if one in outcomes)
