"""A plan that was edited as a list, held against the one that is kept: only what differs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import isclose
from typing import Any

from zi_analytics.analysis.assessed import Assessed
from zi_analytics.analysis.plan import Planned
from zi_analytics.analysis.plan_worth import worth
from zi_analytics.findings import Detail, Finding
from zi_analytics.programme.actions import KIND, Action, State, to_document
from zi_analytics.programme.documents import plain
from zi_analytics.store import ItemChange, NewItem
from zi_analytics.workbook.plan_list import ActionList, ActionRow

_CELL = 32_767
"""Characters in a cell of Excel: a longer text comes back without its end."""

Earlier = Callable[[int, int], Action | None]
"""What an action said in one of its versions; None where there is no such version."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One row that does something. ``before`` is None for a new action."""

    row: int
    before: Planned | None
    after: Action

    @property
    def fields(self) -> tuple[str, ...]:
        """What is different."""
        if self.before is None:
            return ()
        old = self.before.value
        names = Action.__dataclass_fields__
        return tuple(n for n in names if getattr(old, n) != getattr(self.after, n))


@dataclass(frozen=True, slots=True)
class PlanEdits:
    """What taking over a list would do; nothing of it where a finding is an error.

    ``missing`` are actions that are not in the list: they stay.
    """

    edits: tuple[Edit, ...]
    missing: tuple[Planned, ...]
    findings: tuple[Finding, ...]

    def changes(self, unit: str) -> list[NewItem | ItemChange]:
        """The same for the dossier, to be written together."""
        return [
            NewItem(KIND, unit, to_document(edit.after))
            if edit.before is None
            else ItemChange(
                edit.before.item.number, edit.before.item.version, to_document(edit.after)
            )
            for edit in self.edits
        ]


def plan_edits(
    found: ActionList,
    plan: Sequence[Planned],
    assessed: Assessed | None,
    today: date,
    earlier: Earlier,
) -> PlanEdits:
    """What ``found`` changes of ``plan``.

    ``assessed`` is the newest worksheet: a new question must be one of its, and is worth what it
    brings there. A row says something new only where it differs from the version it was made of.
    """
    return _Comparing(found, plan, assessed, today, earlier).compare()


class _Comparing:
    def __init__(
        self,
        found: ActionList,
        plan: Sequence[Planned],
        assessed: Assessed | None,
        today: date,
        earlier: Earlier,
    ) -> None:
        self._list = found
        self._plan = {one.item.number: one for one in plan}
        self._assessed, self._today, self._earlier = assessed, today, earlier
        asked = () if assessed is None else assessed.instrument.questions
        self._questions = frozenset(question.code for question in asked)
        self._findings: list[Finding] = []

    def compare(self) -> PlanEdits:
        edits: list[Edit] = []
        seen: dict[int, int] = {}
        for row in self._list.rows:
            if row.number is None:
                edits.append(Edit(row.row, None, self._after(Action(""), row)))
            elif row.number in seen:
                self._note("plan-list-twice", row, "number", item=row.number, row=seen[row.number])
            elif row.number not in self._plan:
                self._note("plan-list-unknown", row, "number", item=row.number)
            else:
                seen[row.number] = row.row
                edits += self._changed(self._plan[row.number], row)
        missing = tuple(one for number, one in self._plan.items() if number not in seen)
        if missing:
            numbers = ", ".join(str(one.item.number) for one in missing[:20])
            details = (("count", len(missing)), ("numbers", numbers))
            self._findings.append(Finding("plan-list-missing", self._list.sheet, details=details))
        return PlanEdits(tuple(edits), missing, tuple(self._findings))

    def _changed(self, now: Planned, row: ActionRow) -> list[Edit]:
        version = now.item.version if row.version is None else row.version
        base = now.value
        if version != now.item.version:
            base = self._earlier(now.item.number, version) or now.value
        after = self._after(base, row)
        if after == base:
            return []
        if base != now.value and after != now.value:
            by = now.item.by or "–"
            self._note("plan-list-changed", row, "what", item=now.item.number, by=by)
            return []
        return [] if after == now.value else [Edit(row.row, now, after)]

    def _after(self, base: Action, row: ActionRow) -> Action:
        """``base`` with what the row says; columns that are not there leave it as it is."""
        changes: dict[str, Any] = {}
        for name, value in row.said.items():
            old = getattr(base, name)
            if name == "state":
                changes[name] = State(str(value)) if value else base.state
            elif isinstance(value, str):
                text = plain(value)
                # What a cell could not hold is no change.
                changes[name] = old if text == plain(str(old)[:_CELL]) else text
            elif isinstance(value, float) and old is not None:
                # A cell keeps 15 digits.
                changes[name] = old if isclose(value, old, abs_tol=1e-9) else value
            else:
                changes[name] = value
        self._check_question(base, changes, row)
        after = replace(base, **changes)
        if after.question != base.question:
            after = worth(after, self._assessed, base)
        if after.state is not State.DONE:
            return replace(after, finished=None)
        if after.finished is None and base.state is not State.DONE:
            return replace(after, finished=self._today)
        return after

    def _check_question(self, base: Action, changes: Mapping[str, Any], row: ActionRow) -> None:
        code = changes.get("question", base.question)
        if code and code != base.question and code not in self._questions:
            self._note("plan-list-question", row, "question", text=code[:60])

    def _note(self, code: str, at: ActionRow, column: str, **details: Detail) -> None:
        cell = at.places.get(column)
        said = tuple(sorted(details.items()))
        self._findings.append(Finding(code, self._list.sheet, cell, details=said))
