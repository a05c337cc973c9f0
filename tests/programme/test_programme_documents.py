"""What is kept of the programme: written, read back, and never trusted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zi_analytics.programme import (
    actions,
    conditions,
    declaration,
    meetings,
    office,
    scenarios,
    surveys,
)
from zi_analytics.programme.actions import Action, Origin, State, load_actions
from zi_analytics.programme.conditions import Checked
from zi_analytics.programme.declaration import (
    Audience,
    Declaration,
    EvidenceKind,
    Outreach,
    Way,
    load_declarations,
    load_outreach,
)
from zi_analytics.programme.documents import DocumentError, plain
from zi_analytics.programme.meetings import Meeting, load_meetings
from zi_analytics.programme.scenarios import Scenario, load_scenarios
from zi_analytics.programme.surveys import Element, Measures, Survey, load_surveys
from zi_analytics.store import Store, UnitChange, open_store

TEXT = st.text(max_size=30).map(plain)
NUMBER = st.floats(allow_nan=False, allow_infinity=False)
COUNT = st.integers(0, 10_000)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


ACTIONS = st.builds(
    Action,
    *[TEXT, TEXT, TEXT, maybe(NUMBER), maybe(NUMBER), TEXT, TEXT, maybe(st.dates())],
    *[st.sampled_from(State), maybe(st.dates()), TEXT, TEXT, st.sampled_from(Origin)],
    maybe(COUNT),
)
MEETINGS = st.builds(
    Meeting,
    *[TEXT, maybe(st.dates()), TEXT, TEXT, TEXTS, TEXT, TEXT, maybe(NUMBER), TEXT, TEXTS, TEXT],
    *[TEXTS, TEXT],
)
CHANGED = st.dictionaries(TEXT, NUMBER | st.dictionaries(TEXT, NUMBER, max_size=2), max_size=3)
SCENARIOS = st.builds(
    Scenario,
    *[TEXT, TEXT, TEXT, TEXT, CHANGED, TEXTS, TEXTS, TEXTS],
    st.dictionaries(TEXT, NUMBER, max_size=3),
    *[maybe(NUMBER), TEXT, TEXT, maybe(NUMBER)],
)
DECLARATIONS = st.builds(
    Declaration,
    *[maybe(st.dates()), TEXT, TEXT, maybe(COUNT), maybe(COUNT), maybe(st.booleans())],
    *[TEXT, TEXT, TEXT, TEXT],
)
OUTREACH = st.builds(
    Outreach,
    *[st.sampled_from(Way), TEXT, maybe(st.dates()), st.sampled_from(Audience)],
    *[maybe(st.sampled_from(EvidenceKind)), TEXT, TEXT, TEXT, maybe(COUNT)],
)
CHECKED = st.builds(Checked, TEXTS, TEXT)
COUNTS = st.dictionaries(TEXT, COUNT, max_size=3)
ELEMENTS = st.lists(st.builds(Element, TEXT, TEXT, COUNTS, maybe(NUMBER)), max_size=3).map(tuple)
SURVEYS = st.builds(
    Survey,
    *[st.sampled_from(Measures), TEXT, NUMBER, NUMBER, ELEMENTS, COUNTS, maybe(COUNT)],
    *[maybe(NUMBER), maybe(NUMBER), st.dictionaries(TEXT, NUMBER, max_size=3)],
    *[maybe(st.dates()), maybe(st.dates()), TEXT, TEXT],
)
OFFICES = st.builds(
    office.Office,
    *[TEXT, TEXTS, TEXTS, TEXT],
    maybe(st.builds(office.Person, TEXT, TEXT, TEXT, TEXT)),
)

Codec = tuple[
    st.SearchStrategy[Any], Callable[[Any], dict[str, Any]], Callable[[Mapping[str, Any]], Any]
]
CODECS: dict[str, Codec] = {
    "action": (ACTIONS, actions.to_document, actions.from_document),
    "meeting": (MEETINGS, meetings.to_document, meetings.from_document),
    "scenario": (SCENARIOS, scenarios.to_document, scenarios.from_document),
    "declaration": (
        DECLARATIONS,
        declaration.declaration_to_document,
        declaration.declaration_from_document,
    ),
    "outreach": (OUTREACH, declaration.outreach_to_document, declaration.outreach_from_document),
    "conditions": (CHECKED, conditions.to_document, conditions.from_document),
    "survey": (SURVEYS, surveys.to_document, surveys.from_document),
    "office": (OFFICES, office.to_document, office.from_document),
}


@pytest.mark.parametrize("kind", CODECS)
@given(data=st.data())
def test_what_is_written_is_read_back(kind: str, data: st.DataObject) -> None:
    values, to_document, from_document = CODECS[kind]
    value = data.draw(values)
    assert from_document(to_document(value)) == value


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)


@pytest.mark.parametrize("kind", CODECS)
@given(data=st.data())
def test_another_document_is_refused_or_read_but_never_breaks(
    kind: str, data: st.DataObject
) -> None:
    values, to_document, from_document = CODECS[kind]
    document = to_document(data.draw(values))
    for name in data.draw(st.lists(st.sampled_from(sorted(document)), max_size=3)):
        document[name] = data.draw(ODD)
    try:
        value = from_document(document)
    except DocumentError:
        return
    kept = from_document(to_document(value))
    assert from_document(to_document(kept)) == kept


def test_texts_are_kept_plain() -> None:
    action = Action("  Baris satu\r\nbaris\u200b dua\x00\ud800 \t=1+1 ")
    assert actions.to_document(action)["what"] == "Baris satu\nbaris dua \t=1+1"
    with pytest.raises(ValueError, match="number"):
        actions.to_document(Action("x", points=float("nan")))


def test_an_older_document_has_empty_fields() -> None:
    assert actions.from_document({"format": 1, "what": "Susun SOP"}) == Action("Susun SOP")
    assert declaration.declaration_from_document({"format": 1}) == Declaration()
    for reading, field in (
        (declaration.outreach_from_document, "way"),
        (surveys.from_document, "measures"),
    ):
        with pytest.raises(DocumentError, match=field):
            reading({"format": 1})  # type: ignore[operator]


@pytest.fixture
def store(tmp_path: Path) -> Any:
    with open_store(tmp_path) as opened:
        opened.add_unit(UnitChange(name="Kraton"))
        yield opened


def test_the_rest_is_read_when_some_cannot_be(store: Store) -> None:
    good = actions.to_document(Action("Susun SOP", due=date(2026, 3, 1)))
    for document in (good, good | {"format": 2}, good | {"due": "besok"}, {}):
        store.dossier.add(actions.KIND, "kraton", document, by="siti")
    found = load_actions(store)
    assert [(one.item.number, one.value.what) for one in found] == [(1, "Susun SOP")]
    assert [(one.code, dict(one.details)) for one in found.findings] == [
        ("item-newer", {"item": 2}),
        ("item-unreadable", {"item": 3, "field": "due"}),
        ("item-unreadable", {"item": 4, "field": "format"}),
    ]
    assert store.check() == []


def test_each_kind_is_found_by_its_own_name(store: Store) -> None:
    keep = store.dossier.add
    keep(meetings.KIND, "kraton", meetings.to_document(Meeting("Rapat")), by="s", period="2025")
    keep(scenarios.KIND, "kraton", scenarios.to_document(Scenario("Cepat")), by="s")
    keep(
        declaration.DECLARATION,
        "kraton",
        declaration.declaration_to_document(Declaration(head="Lurah")),
        by="s",
    )
    posted = Outreach(Way.WEBSITE)
    keep(declaration.OUTREACH, "kraton", declaration.outreach_to_document(posted), by="s")
    keep(surveys.KIND, "", surveys.to_document(Survey(Measures.IPAK, index=3.6)), by="s")
    assert [one.value.title for one in load_meetings(store, "Kraton", "2025")] == ["Rapat"]
    assert [one.value.name for one in load_scenarios(store, "Kraton")] == ["Cepat"]
    assert [one.value.head for one in load_declarations(store)] == ["Lurah"]
    assert [one.value for one in load_outreach(store)] == [posted]
    assert [one.value.index for one in load_surveys(store, "")] == [3.6]
    assert len(load_surveys(store, "Kraton")) == 0


def test_an_action_is_overdue_after_its_day() -> None:
    today = date(2026, 3, 1)
    planned = Action("x", due=today)
    assert not planned.is_overdue(today)
    assert planned.is_overdue(date(2026, 3, 2))
    assert not Action("x", due=date(2026, 1, 1), state=State.DONE).is_overdue(today)
    assert not Action("x").is_overdue(today)
