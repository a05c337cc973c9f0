"""The command ``plan``: a unit's action plan told, written as Excel or calendar, and taken in."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any

from zi_analytics.analysis.assessed import assess
from zi_analytics.analysis.kept_plan import Newest, Plan, earlier_in, load_plan, newest_place
from zi_analytics.analysis.plan import in_order, progress
from zi_analytics.analysis.plan_edits import plan_edits
from zi_analytics.analysis.plan_text import agreement_text, plan_headline, state_text
from zi_analytics.commands.ends import DONE, FAILED, MISUSED, complain
from zi_analytics.finding_text import place, severity
from zi_analytics.findings import Severity
from zi_analytics.instrument import load
from zi_analytics.language.numbers import date_text, points
from zi_analytics.language.wording import counter, translator
from zi_analytics.report.plan_calendar import calendar_bytes
from zi_analytics.report.plan_workbook import write_plan
from zi_analytics.settings import store_place
from zi_analytics.store import Store, StoreError, open_store
from zi_analytics.workbook.plan_list import read_action_list


def add_commands(commands: Any) -> None:
    """Add it to the subparsers of the command line."""
    plan = commands.add_parser("plan", help="the action plan of a unit: told, written or taken in")
    plan.add_argument("--unit", required=True, metavar="CODE", help="a unit that is stored")
    plan.add_argument("--excel", type=Path, metavar="FILE", help="write the plan as a workbook")
    plan.add_argument(
        "--calendar", type=Path, metavar="FILE", help="write its due dates as a calendar (.ics)"
    )
    plan.add_argument(
        "--import", type=Path, dest="edited", metavar="FILE", help="take over an edited workbook"
    )
    plan.add_argument("--by", default="", metavar="NAME", help="who takes it over")
    plan.set_defaults(run=_plan)


def _plan(given: argparse.Namespace) -> int:
    try:
        return _do(given, date.today())
    except OSError as error:
        print(f"  {error.filename}: {error.strerror}", file=sys.stderr)
        return FAILED


def _do(given: argparse.Namespace, today: date) -> int:
    if given.edited is not None and not given.by:
        t = translator(given.language)
        said = t("Say with --by who takes it over: nothing was stored.")
        print(f"  {said}", file=sys.stderr)
        return MISUSED
    with open_store(store_place(), create=False) as store:
        code, name = _unit(store, given.unit)
        plan = load_plan(store, code, _newest(store, code))
        if given.edited is not None:
            return _take_in(store, plan, given, today)
    for finding in plan.findings:
        complain(finding, given.language)
    ordered = in_order(plan.actions, today)
    labels = plan.labels(given.language)
    if given.excel is not None:
        given.excel.write_bytes(write_plan(ordered, labels, plan.agreements, given.language))
        print(given.excel)
    if given.calendar is not None:
        given.calendar.write_bytes(calendar_bytes(ordered, name, labels, given.language))
        print(given.calendar)
    if given.excel is None and given.calendar is None:
        _tell(plan, name, today, given.language)
    return FAILED if plan.findings else DONE


def _unit(store: Store, given: str) -> tuple[str, str]:
    """Code and name of a unit that is named by its code."""
    names = store.units().set_index("code")["name"]
    if given not in names.index:
        raise StoreError("store-unit-unknown", unit=given)
    return given, str(names[given])


def _newest(store: Store, unit: str) -> Newest | None:
    rows = store.assessments()
    mine = rows[rows["unit"] == unit]
    found = newest_place(zip(mine["period"].tolist(), mine["assessor"].tolist(), strict=True))
    if found is None:
        return None
    document = store.load_document(unit, *found)
    return document, assess(load(document.revision.instrument), document.reading)


def _tell(plan: Plan, name: str, today: date, language: str) -> None:
    print(f"{name}: {plan_headline(progress(plan.actions, today), language)}")
    for one in in_order(plan.actions, today):
        action = one.value
        said = [
            str(one.item.number),
            state_text(action, today, language),
            "" if action.due is None else date_text(action.due, language),
            " ".join(action.what.split()),
            action.question,
            "" if action.points is None else points(action.points, language),
            action.person,
            agreement_text(plan.agreements.get(one.item.number), language),
        ]
        print("  " + " · ".join(part for part in said if part))


def _take_in(store: Store, plan: Plan, given: argparse.Namespace, today: date) -> int:
    """All of an edited workbook, or nothing where something is wrong in it."""
    t, n = translator(given.language), counter(given.language)
    read = read_action_list(given.edited.read_bytes(), given.edited.name)
    found = plan_edits(read, plan.actions, plan.assessed, today, earlier_in(store))
    findings = [*read.findings, *found.findings]
    for finding in findings:
        print(f"✕ {place(finding)}", file=sys.stderr)
        complain(finding, given.language)
    if any(severity(finding) is Severity.ERROR for finding in findings):
        return FAILED
    if not found.edits:
        print(t("The list says the same as the plan; there is nothing to take over."))
        return DONE
    store.dossier.write(found.changes(plan.unit), by=given.by)
    print(
        n("{number} change was taken over.", "{number} changes were taken over.", len(found.edits))
    )
    return DONE
