from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from tests.store.readings import INSTRUMENTS, column, file_of, numbers, save
from zi_analytics.store import (
    STATES,
    Fact,
    Import,
    Outcome,
    SavedAssessment,
    Store,
    StoreError,
    UnitChange,
)
from zi_analytics.store import store as store_module
from zi_analytics.workbook.reading import State


def test_a_new_store_is_empty(store: Store) -> None:
    assert store.is_empty()
    assert store.revision == 0
    assert len(store.load_values("small")) == 0
    assert store.load_values("small").values.shape == (0, 4)
    for table in (store.units(), store.periods(), store.assessments(), store.uploads()):
        assert table.empty


def test_a_file_with_two_assessors(store: Store) -> None:
    saved = save(store, column(A1=1.0, A3=1 / 3, A3_a=1.0, A3_b=3.0), column("tpi", A1=0.5))
    assert saved.assessments == (
        SavedAssessment("unit", Outcome.NEW, 1),
        SavedAssessment("tpi", Outcome.NEW, 1),
    )
    assert (saved.unit, saved.unit_is_new, saved.store_revision) == ("kelurahan-sapuro", True, 1)
    assert not store.is_empty()
    found = store.load_document("Kelurahan Sapuro", "2025-B06", "unit")
    assert found.reading == column(A1=1.0, A3=1 / 3, A3_a=1.0, A3_b=3.0)
    assert [f.code for f in found.findings] == ["answer-not-an-option", "sheet-hidden"]
    tpi = store.load_document("Kelurahan Sapuro", "2025-B06", "tpi")
    assert [f.code for f in tpi.findings] == ["sheet-hidden"]
    facts = found.revision
    assert (facts.number, facts.is_current, facts.answered, facts.saved_by) == (1, True, 2, "siti")
    assert (facts.layout, facts.file, facts.sheet_total) == ("2026", "lke.xlsx", 71.25)
    assert facts.saved_at.tzinfo is not None
    assert abs(datetime.now(UTC) - facts.saved_at) < timedelta(minutes=1)


def test_the_same_file_again_is_recognised(store: Store) -> None:
    columns = (column(A1=1.0), column("tpi", A1=0.5))
    save(store, *columns)
    again = save(store, *columns, unit="KELURAHAN  sapuro\u200b")
    assert [a.outcome for a in again.assessments] == [Outcome.UNCHANGED, Outcome.UNCHANGED]
    assert (again.upload, again.store_revision, again.unit_is_new) == (None, 1, False)
    assert len(store.uploads()) == 1
    assert len(store.log()) == 1


def test_the_same_content_in_another_file_is_recognised(store: Store) -> None:
    reading, original = file_of(column(A1=1.0))
    store.save(reading, original, unit="Sapuro", period="2025")
    copied, resaved = file_of(column(A1=1.0), content=b"saved by another program")
    assert store.save(copied, resaved, unit="Sapuro", period="2025").upload is None
    with pytest.raises(StoreError) as caught:
        store.original(copied.sha256)
    assert caught.value.code == "store-file-unknown"


def test_a_changed_column_is_a_new_revision_and_the_other_stays(store: Store) -> None:
    save(store, column(A1=1.0), column("tpi", A1=0.5))
    saved = save(store, column(A1=1.0), column("tpi", A1=0.67))
    assert saved.assessments == (
        SavedAssessment("unit", Outcome.UNCHANGED, 1),
        SavedAssessment("tpi", Outcome.REVISED, 2),
    )
    assert numbers(store) == [(1, True)]
    assert numbers(store, "tpi") == [(1, False), (2, True)]
    old = store.load_document("Kelurahan Sapuro", "2025-B06", "tpi", 1)
    assert old.reading == column("tpi", A1=0.5)
    assert not old.revision.is_current


def test_preview_says_what_saving_does(store: Store) -> None:
    reading, _ = file_of(column(A1=1.0), column("tpi"))
    before = store.preview(reading, "Kelurahan Sapuro", "2025-B06")
    assert before.unit is None
    assert {a.outcome for a in before.assessments} == {Outcome.NEW}
    assert store.revision == 0

    save(store, column(A1=1.0, A3=1 / 3), column("tpi"))
    reading, original = file_of(column(A1=0.5), column("tpi"), column("tpn", A1=0.0))
    shown = store.preview(reading, "kelurahan sapuro", "2025-B06")
    assert (shown.unit, shown.unit_name) == ("kelurahan-sapuro", "Kelurahan Sapuro")
    unit, tpi, tpn = shown.assessments
    assert [(c.code, c.old and c.old.value, c.new and c.new.value) for c in unit.changes] == [
        ("A.1", 1.0, 0.5),
        ("A.3", 1 / 3, None),
    ]
    first, second = unit.changes
    assert (second.old.state, second.new.state) == (State.ANSWERED, State.BLANK)
    assert (first.old.raw, first.new.raw) == ("1.0", "0.5")
    assert first.facts == (Fact.ANSWER,)
    assert (tpi.outcome, tpi.changes) == (Outcome.UNCHANGED, ())
    assert (tpn.outcome, tpn.current) == (Outcome.NEW, None)

    saved = store.save(
        reading, original, unit=shown.unit or "", period="2025-B06",
        expected_revisions=shown.expected_revisions,
    )  # fmt: skip
    assert [a.outcome for a in saved.assessments] == [a.outcome for a in shown.assessments]


def test_preview_tells_notes_and_evidence_apart_from_answers(store: Store) -> None:
    save(store, column("unit", "lama", A1=1.0))
    reading, _ = file_of(column("unit", "baru", A1=0.5))
    [shown] = store.preview(reading, "Kelurahan Sapuro", "2025-B06").assessments
    facts = {change.code: change.facts for change in shown.changes}
    assert facts["A.1"] == (Fact.ANSWER, Fact.NOTE, Fact.EVIDENCE)
    assert facts["A.2"] == (Fact.NOTE, Fact.EVIDENCE)


def test_what_others_saved_meanwhile_is_not_overwritten(store: Store) -> None:
    save(store, column(A1=1.0))
    reading, original = file_of(column(A1=0.5))
    shown = store.preview(reading, "Kelurahan Sapuro", "2025-B06")
    save(store, column(A1=0.75))
    with pytest.raises(StoreError) as caught:
        store.save(
            reading, original, unit="Kelurahan Sapuro", period="2025-B06",
            expected_revisions=shown.expected_revisions,
        )  # fmt: skip
    assert caught.value.code == "store-changed-meanwhile"
    assert numbers(store) == [(1, False), (2, True)]


def test_refusals(store: Store) -> None:
    reading, original = file_of(column(A1=1.0))

    def refused(code: str, changed: object = reading, **options: object) -> None:
        given = {"original": original, "unit": "Sapuro", "period": "2025"} | options
        with pytest.raises(StoreError) as caught:
            store.save(changed, **given)  # type: ignore[arg-type]
        assert caught.value.code == code

    refused("store-file-differs", original=original + b" ")
    refused("store-period-unknown", period="2025-Q2")
    refused("store-unit-unnamed", unit=" \u200b ")
    refused("store-nothing-to-save", replace(reading, assessments=()))
    assert store.revision == 0


def test_many_files_are_all_stored_or_none(store: Store) -> None:
    good, original = file_of(column(A1=1.0))
    wrong = Import(good, original, "Sapuro", "2025", expected_revisions={"unit": 7})
    with pytest.raises(StoreError):
        store.save_many([Import(good, original, "Kraton", "2025"), wrong])
    assert store.is_empty()
    assert store.units().empty
    saved = store.save_many([Import(good, original, name, "2025") for name in ("A", "B", "a")])
    assert [s.assessments[0].outcome for s in saved] == ["new", "new", "unchanged"]
    assert store.revision == 2


def test_units_with_like_names_get_codes_of_their_own(store: Store) -> None:
    assert save(store, column(), unit="Sapuro!").unit == "sapuro"
    assert save(store, column(), unit="Sapuro?").unit == "sapuro-2"
    assert save(store, column(), unit="sapuro-2").unit == "sapuro-2"


def test_names_sort_alike_everywhere(store: Store) -> None:
    """By their letters' numbers, whatever language a server speaks."""
    names = ["Unit B", "unit z", "Unit-C", "Unit A", "Élan", "unit", "Unit 10", "Unit 9", "Zebra"]
    for name in names:
        save(store, column(A1=1.0), unit=name)
    assert store.units()["name"].tolist() == sorted(names)
    codes = store.assessments()["unit"].tolist()
    assert codes == sorted(codes)


def test_a_name_that_no_unit_can_have_is_not_there(store: Store) -> None:
    for name in ("\x00", "a\x00", "", "\u200b"):
        with pytest.raises(StoreError) as caught:
            store.load_document(name, "2025", "unit")
        assert caught.value.code == "store-unit-unknown"


def test_units_can_be_renamed_and_have_more_names(store: Store) -> None:
    save(store, column(A1=1.0), unit="Kel. Sapuro")
    store.change_unit("kel-sapuro", UnitChange(also_called=("Kelurahan Sapuro",)))
    renamed = UnitChange(name="Sapuro Kebulen", kind="kelurahan")
    store.change_unit("Kelurahan Sapuro", renamed, by="siti")
    for name in ("Kel. Sapuro", "kelurahan sapuro", "SAPURO KEBULEN", "kel-sapuro"):
        assert save(store, column(A1=1.0), unit=name).upload is None
    row = store.units().iloc[0]
    assert (row["code"], row["name"], row["kind"]) == ("kel-sapuro", "Sapuro Kebulen", "kelurahan")
    assert row["aliases"] == ("Kel. Sapuro", "Kelurahan Sapuro")
    save(store, column(), unit="Kraton")
    with pytest.raises(StoreError) as caught:
        store.change_unit("Kraton", UnitChange(name="Kel. SAPURO"))
    assert caught.value.code == "store-name-taken"


def test_values_as_one_matrix(store: Store) -> None:
    for unit, value in (("B", 1 / 3), ("A", 0.67)):
        save(store, column(A1=value, B1=value), column("tpi", A2=value), unit=unit)
    found = store.load_values("small")
    assert found.questions == INSTRUMENTS["small"]
    assert found.units.tolist() == ["b", "b", "a", "a"]
    assert found.assessors.tolist() == ["unit", "tpi", "unit", "tpi"]
    assert found.periods.tolist() == ["2025-B06"] * 4
    expected = np.full((4, 4), np.nan)
    expected[[0, 0, 1], [0, 3, 1]] = 1 / 3
    expected[[2, 2, 3], [0, 3, 1]] = 0.67
    np.testing.assert_array_equal(found.values, expected)
    assert STATES[found.states[0, 1]] is State.BLANK
    one = store.load_values("small", unit="a", period="2025-B06")
    np.testing.assert_array_equal(one.values, expected[2:])
    assert len(store.load_values("small", period="2024")) == 0
    assert len(store.load_values("other")) == 0


def test_a_corrected_list_of_questions_still_reads_what_was_stored(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(store, column(A1=0.5, B1=1 / 3), unit="Before")
    monkeypatch.setitem(INSTRUMENTS, "small", ("B.1", "NEW", "A.1"))
    save(store, column(A1=0.25, A2=1.0), unit="After")
    found = store.load_values("small")
    np.testing.assert_array_equal(found.values, [[1 / 3, np.nan, 0.5], [np.nan, np.nan, 0.25]])
    assert [STATES[s] for s in found.states[0]] == [State.ANSWERED, State.MISSING, State.ANSWERED]
    for unit, reading in (("Before", column(A1=0.5, B1=1 / 3)), ("After", column(A1=0.25, A2=1.0))):
        assert store.load_document(unit, "2025-B06", "unit").reading == reading


def test_tables(store: Store) -> None:
    reading, original = file_of(column(A1=1.0, A2=0.5), column("tpi", text="https://a.id"))
    for period in ("2025", "2025-B03", "2024-B12"):
        store.save(
            reading, original, unit="Sapuro", period=period, kind="kelurahan", is_example=True
        )
    assert store.periods()["code"].tolist() == ["2024-B12", "2025-B03", "2025"]
    assert store.periods()["year"].tolist() == [2024, 2025, 2025]
    assert store.periods()["month"].isna().tolist() == [False, False, True]
    assert store.periods()["instruments"].tolist() == [("small",)] * 3
    units = store.units()
    assert units.loc[0, ["code", "assessments", "last_period"]].tolist() == [
        "sapuro",
        6,
        "2025",
    ]
    assert units["is_example"].tolist() == [True]
    table = store.assessments()
    assert len(table) == 6
    row = table.set_index(["period", "assessor"]).loc[("2025", "tpi")]
    assert (row["answered"], row["questions"], row["with_evidence"]) == (0, 4, 6)
    assert (row["revision"], row["revisions"], row["sheet_total"]) == (1, 1, 71.25)
    assert str(table["saved_at"].dtype) == "datetime64[us, UTC]"
    assert store.uploads()["size"].tolist() == [len(original)] * 3


def test_moments_are_utc_wherever_the_clock_is(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = datetime(2025, 6, 30, 23, 30, tzinfo=UTC)
    monkeypatch.setattr(store_module.schema, "now", lambda: moment)
    save(store, column())
    assert numbers(store) == [(1, True)]
    assert store.revisions("Kelurahan Sapuro", "2025-B06", "unit")[0].saved_at == moment
    assert store.assessments()["saved_at"][0] == moment
    assert store.log()[0].at == moment


def test_no_text_of_a_cell_is_in_the_log(store: Store) -> None:
    save(store, column(text="rahasia", A1=1.0))
    store.delete_assessment("Kelurahan Sapuro", "2025-B06", "unit")
    assert "rahasia" not in repr(store.log())
    assert "lke.xlsx" not in repr(store.log())


def test_another_spelling_means_the_unit_from_then_on(store: Store) -> None:
    reading, original = file_of(column(A1=1.0))
    request = Import(
        reading, original, "Kelurahan Sapuro", "2025-B06", also_called=("Kel. Sapuro",)
    )
    (saved,) = store.save_many([request], by="siti")
    assert saved.unit == "kelurahan-sapuro"
    assert tuple(store.units()["aliases"].iloc[0]) == ("Kel. Sapuro",)
    assert [(e.action, e.by, e.details.get("unit")) for e in store.log()] == [
        ("unit-changed", "siti", "kelurahan-sapuro"),
        ("saved", "siti", "kelurahan-sapuro"),
    ]
    later, bytes_ = file_of(column("tpi", A1=0.5))
    again = store.save(later, bytes_, unit="KEL. SAPURO", period="2025-B06")
    assert (again.unit, again.unit_is_new) == ("kelurahan-sapuro", False)
    # Said once more, it is nothing new.
    store.save_many([request])
    assert len(store.log()) == 3
    assert store.check() == []


def test_a_spelling_that_means_another_unit_is_refused_with_its_file(store: Store) -> None:
    save(store, column(A1=1.0), unit="Kel. Sapuro")
    reading, original = file_of(column(A1=0.5))
    request = Import(
        reading, original, "Kelurahan Sapuro", "2025-B06", also_called=("Kel. Sapuro",)
    )
    with pytest.raises(StoreError) as caught:
        store.save_many([request])
    assert caught.value.code == "store-name-taken"
    assert list(store.units()["name"]) == ["Kel. Sapuro"]


def test_two_spellings_in_one_transaction_are_one_unit(store: Store) -> None:
    one, first = file_of(column(A1=1.0))
    other, second = file_of(column("tpi", A1=0.5))
    saved = store.save_many(
        [
            Import(one, first, "Kelurahan Sapuro", "2025", also_called=("Kel. Sapuro",)),
            Import(other, second, "Kel. Sapuro", "2025"),
        ]
    )
    assert {file.unit for file in saved} == {"kelurahan-sapuro"}
