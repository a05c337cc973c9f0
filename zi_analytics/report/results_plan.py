"""The action plans of the units as a sheet of the results: what is planned is no period's."""

from __future__ import annotations

from datetime import date

from zi_analytics import finding_text
from zi_analytics.analysis.plan_text import ORIGINS, state_text
from zi_analytics.instrument import available, load
from zi_analytics.programme.actions import load_actions
from zi_analytics.report.results_rows import CODE, LONG, NAME, NUMBER, WORD, Results


def write_plans(results: Results, today: date) -> None:
    """A row an action of the chosen units, unit by unit in the order they were planned.

    ``today`` tells what is overdue. Actions of the whole store have no unit; they are there unless
    units were chosen. An action that cannot be read says so in its place.
    """
    t = results.t
    sheet = results.book.add(
        t("Action plan"),
        [
            (t("Unit code"), CODE),
            (t("Unit"), NAME),
            (t("Action"), LONG),
            (t("Question"), CODE),
            (t("Question text"), NAME),
            (t("Points"), NUMBER),
            (t("Working group"), NAME),
            (t("Person"), NAME),
            (t("Due"), WORD),
            (t("State"), WORD),
            (t("Done on"), WORD),
            (t("Evidence"), NAME),
            (t("Remarks"), NAME),
            (t("Origin"), 24),
        ],
        frozen=2,
    )
    labels = {id_: load(id_).node for id_ in available()}
    loaded = load_actions(results.store)
    chosen = results.selection.units
    for kept in sorted(loaded.kept, key=lambda one: (one.item.unit, one.item.number)):
        unit, action = kept.item.unit, kept.value
        if chosen and unit not in chosen:
            continue
        node = labels.get(action.instrument, {}).get(action.question)
        sheet.append(
            [
                unit,
                results.names.get(unit, ""),
                action.what,
                action.question,
                "" if node is None else node.label.say(results.language),
                action.points,
                action.group,
                action.person,
                action.due,
                state_text(action, today, results.language),
                action.finished,
                action.evidence,
                action.remarks,
                t(ORIGINS[action.origin]),
            ]
        )
    for finding in loaded.findings:
        sheet.append(["", "", finding_text.message(finding, results.language)])
    sheet.finish(marked=[9])
