"""Doubts about evidence and answers: each kind by a case, and the law of the three numbers."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.answered import answered
from zi_analytics.analysis.assessed import assess
from zi_analytics.analysis.doubt_text import advice_text, doubt_text, proof_headline, proof_title
from zi_analytics.analysis.doubts import DoubtKind, Flaw, find_doubts
from zi_analytics.analysis.inspected import Validity, join
from zi_analytics.analysis.proof import bare_answers, lowest_values, prove
from zi_analytics.analysis.same_answers import doubted_pair
from zi_analytics.findings import Finding
from zi_analytics.instrument import load
from zi_analytics.programme.surveys import Measures, Survey
from zi_analytics.scoring import score
from zi_analytics.store import Inspection
from zi_analytics.workbook.reading import State

LKE = load("lke-2021")
CHOICE = "A.I.1.i.b"
SURVEY = "B.I.a"
RATIO = "A.II.1.i.-"
NOW = datetime(2026, 1, 2, tzinfo=UTC)


def reading(changes=None, **values):
    """Full marks, each question with a link of its own; ``changes``: code → fields."""
    full = answered(LKE, **values)
    answers = {
        code: answer._replace(evidence=f"https://bukti.example.id/{code}", note="")
        for code, answer in full.answers.items()
    }
    for code, fields in (changes or {}).items():
        answers[code] = answers[code]._replace(**fields)
    return replace(full, answers=answers)


def found(changes=None, findings=(), **values):
    return find_doubts(assess(LKE, reading(changes, **values)), findings)


def inspection(doubted, number=1, **more):
    return Inspection(number, doubted, "dilihat", NOW, "siti", **more)


def survey_code():
    return next(q.code for q in LKE.questions if LKE.type_of(q.code).code == "index")


def share_code():
    return next(code for code, ratio in LKE.ratios.items() if ratio.rule == "share")


def test_a_sound_worksheet_has_no_doubts():
    assert found() == ()


@pytest.mark.parametrize(
    ("evidence", "kind", "flaw"),
    [
        ("xxx", DoubtKind.PLACEHOLDER, Flaw.PLACEHOLDER),
        ("belum ada", DoubtKind.PLACEHOLDER, Flaw.PLACEHOLDER),
        ("contoh", DoubtKind.PLACEHOLDER, Flaw.PLACEHOLDER),
        (r"C:\Users\budi\sk.pdf", DoubtKind.LOCAL_PATH, Flaw.LOCAL_PATH),
        ("lihat /home/budi/sk.pdf", DoubtKind.LOCAL_PATH, Flaw.LOCAL_PATH),
        ("drive.google.com/file/d/1", DoubtKind.ADDRESS, Flaw.NO_SCHEME),
        ("https://", DoubtKind.ADDRESS, Flaw.NO_HOST),
        ("https://drive.google.com /file", DoubtKind.ADDRESS, Flaw.SPACED),
        ("htpps://drive.google.com/file", DoubtKind.ADDRESS, Flaw.MISTYPED),
        ("javascript:alert(1)", DoubtKind.ADDRESS, Flaw.OTHER_SCHEME),
    ],
)
def test_evidence_that_proves_nothing(evidence, kind, flaw):
    (doubt,) = found({CHOICE: {"evidence": evidence}})
    assert (doubt.question.code, doubt.kind, doubt.flaw) == (CHOICE, kind, flaw)
    assert doubt.found == evidence
    assert doubt.points == LKE.node[CHOICE].weight
    for language in ("id", "en"):
        assert "{" not in doubt_text(doubt, language) + advice_text(doubt, language)


@pytest.mark.parametrize("evidence", ["SK Tim 2025.pdf", "Notulen rapat, https://a.example.id/1"])
def test_evidence_that_can_be_looked_at(evidence):
    assert found({CHOICE: {"evidence": evidence}}) == ()


def test_what_earns_nothing_cannot_be_refused():
    assert found({CHOICE: {"evidence": "xxx"}}, A_I_1_i_b=0.0) == ()
    assert found({CHOICE: {"evidence": "xxx"}}, A_I_1_i_b=None) == ()


def test_one_link_under_many_questions_in_any_spelling():
    codes = [question.code for question in LKE.questions[:4]]
    spellings = [
        "https://Drive.google.com/x",
        "http://drive.google.com/x/",
        "www.drive.google.com/x",
    ]
    three = {c: {"evidence": s} for c, s in zip(codes, spellings, strict=False)}
    assert {doubt.kind for doubt in found(three)} <= {DoubtKind.ADDRESS}
    four = three | {codes[3]: {"evidence": "SK, https://drive.google.com/x?usp=sharing"}}
    same = [doubt for doubt in found(four) if doubt.kind is DoubtKind.SAME_LINK]
    assert {doubt.question.code for doubt in same} == set(codes)
    assert set(same[0].others) == set(codes) - {same[0].question.code}
    together = sum(LKE.node[code].weight for code in codes)
    assert dict(same[0].details) == {"count": 4, "together": pytest.approx(together)}


@pytest.mark.parametrize(
    ("note", "flaw"),
    [
        ("Nilai IKM 87,65", Flaw.NOTE_INDEX),  # 3,51
        ("indeks 3,61", Flaw.NOTE_INDEX),
        ("Skala 1-5, hasil 4,8", Flaw.NOTE_SCALE),
        ("IPAK 3,80", None),
        ("IKM 95,00 (indeks 3,80)", None),
        ("IKM 95", None),
        ("skala 1 s.d. 4: nilai 3,80 dari 120 responden", None),
        ("Survei tahun 2025 oleh 120 responden", None),
        ("", None),
    ],
)
def test_a_survey_against_its_note(note, flaw):
    code = survey_code()
    name = code.replace(".", "_").replace("-", "x")
    doubts = found({code: {"note": note}}, **{name: 0.95})
    assert [(one.question.code, one.flaw) for one in doubts] == ([(code, flaw)] if flaw else [])


@pytest.mark.parametrize(
    ("index", "others", "doubted"),
    [
        (3.6, [], False),
        (3.604, [], False),
        (3.595, [], False),
        (3.61, [], True),
        (3.5894, [], True),
        (None, [], False),
        (3.2, [3.6], False),
        (3.6, [3.2], True),
    ],
)
def test_a_typed_index_against_the_survey_that_is_kept(index, others, doubted):
    kept = [Survey(Measures.IPAK, index=one) for one in (index, *others)]
    kept.insert(0, Survey(Measures.IPKP, index=4.0))
    kept.insert(0, Survey(Measures.SKM, index=1.0))
    assessed = assess(LKE, reading({SURVEY: {"raw": "3,60", "value": 0.9}}))
    doubts = find_doubts(assessed, surveys=kept)
    assert [(one.question.code, one.kind, one.flaw) for one in doubts] == (
        [(SURVEY, DoubtKind.SURVEY, Flaw.OTHER_INDEX)] * doubted
    )
    for one in doubts:
        assert one.points == pytest.approx(0.9 * 17.5)
        assert "3,60" in doubt_text(one, "id")
        assert advice_text(one, "id")


def test_an_unanswered_index_contradicts_no_survey():
    assessed = assess(LKE, reading({SURVEY: {"raw": "", "value": None, "state": State.BLANK}}))
    assert find_doubts(assessed, surveys=[Survey(Measures.IPAK, index=3.0)]) == ()


def test_a_survey_typed_on_another_scale():
    code = survey_code()
    blank = {"value": None, "state": State.NOT_AN_OPTION, "raw": "87,65"}
    (doubt,) = found({code: blank})
    assert (doubt.flaw, doubt.points, doubt.found) == (Flaw.OTHER_SCALE, 0.0, "87,65")
    (doubt,) = found(**{code.replace(".", "_"): 0.2})
    assert doubt.flaw is Flaw.BELOW_SCALE


@pytest.mark.parametrize(
    ("note", "flaw"),
    [
        ("12 dari 20 sudah", Flaw.NOTE_COUNT),
        ("15 layanan dari total 20", None),
        ("75 %", None),
        ("capaian 60%", Flaw.NOTE_SHARE),
        ("rapat tanggal 12 Maret 2025", None),
        ("SK 12/2024", None),
    ],
)
def test_a_note_against_the_counts(note, flaw):
    code = share_code()
    ratio = LKE.ratios[code]
    changes = {code: {"note": note, "value": 0.75}}
    for place, (codes, number) in enumerate(((ratio.part, 15.0), (ratio.whole, 20.0))):
        for other in codes:
            changes[other] = {"value": 0.0}
        changes[codes[0]] = {"value": number}
        assert place < 2
    doubts = found(changes)
    assert [(one.question.code, one.flaw) for one in doubts] == ([(code, flaw)] if flaw else [])


@pytest.mark.parametrize(
    ("note", "doubted"),
    [
        ("Belum ada", True),
        ("SOP belum disusun", True),
        ("belum sepenuhnya", True),
        ("Tidak ada pengaduan", False),
        ("Nihil pelanggaran", False),
        ("Sudah ada", False),
    ],
)
def test_a_note_that_says_not_yet_beside_full_marks(note, doubted):
    doubts = found({CHOICE: {"note": note}})
    assert [one.flaw for one in doubts] == ([Flaw.NOTE_NOT_YET] if doubted else [])
    assert found({CHOICE: {"note": note}}, A_I_1_i_b=0.5) == ()


def test_findings_of_the_reading_are_taken_over():
    code = share_code()
    finding = Finding("ratio-above-one", question=code, details=(("part", 3.0), ("whole", 2.0)))
    (doubt,) = found(findings=[finding, Finding("sheet-hidden")])
    assert (doubt.flaw, doubt.kind) == (Flaw.FINDING, DoubtKind.CONTRADICTION)
    assert doubt_text(doubt, "en").startswith("3")
    assert found(findings=[replace(finding, assessor="tpi")]) == ()


def test_an_inspection_holds_for_the_words_that_were_inspected_only():
    (doubt,) = found({CHOICE: {"evidence": "xxx"}})
    made = inspection(doubt.doubted)
    joined = join([doubt], [made])
    assert joined.open == ()
    assert [one.validity for one in joined.kept] == [Validity.HOLDS]
    (changed,) = found({CHOICE: {"evidence": "xxxx"}})
    joined = join([changed], [made])
    assert joined.open == ((changed, made),)
    assert [one.validity for one in joined.kept] == [Validity.CHANGED]
    assert join([], [made]).kept[0].validity is Validity.SETTLED
    back = replace(made, withdrawn_at=NOW, withdrawn_by="budi")
    joined = join([doubt], [back])
    assert joined.open == ((doubt, None),)
    assert joined.kept[0].validity is Validity.WITHDRAWN
    again = inspection(doubt.doubted, 2)
    assert join([doubt], [back, again]).open == ()


def test_doubts_that_lower_nothing_are_kept_and_change_too():
    pair, other = doubted_pair("a", "b"), doubted_pair("a", "c")
    assert pair == doubted_pair("b", "a") != other
    made = inspection(pair)
    for now, validity in (
        ([pair, other], Validity.HOLDS),
        ([other], Validity.CHANGED),
        ([], Validity.SETTLED),
    ):
        joined = join((), [made], now)
        assert (joined.open, joined.kept[0].validity) == ((), validity)


EVIDENCE = st.sampled_from(
    ["", "xxx", r"C:\a.pdf", "https://bukti.example.id/x", "www.a.id/x", "SK.pdf", "https://"]
)


@st.composite
def assessments(draw):
    changes, values = {}, {}
    for question in LKE.questions:
        changes[question.code] = {
            "evidence": draw(EVIDENCE),
            "note": draw(st.sampled_from(["", "belum ada", "IKM 80", "3 dari 5"])),
        }
        name = question.code.replace(".", "_").replace("-", "x")
        options = [option.value for option in LKE.type_of(question.code).options]
        values[name] = draw(st.none() | st.sampled_from(options or [0.1, 0.5, 0.95, 1.0]))
    return assess(LKE, reading(changes, **values))


@given(assessments(), st.data())
def test_lowest_is_at_most_proven_is_at_most_claimed_everywhere(assessed, data):
    doubts = find_doubts(assessed)
    looked = data.draw(st.sets(st.integers(0, max(len(doubts) - 1, 0)), max_size=9))
    inspections = [inspection(doubts[i].doubted, i + 1) for i in sorted(looked) if i < len(doubts)]
    joined = join(doubts, inspections)
    assert len(joined.open) == len(doubts) - len(inspections)
    proof = prove(assessed, joined.doubtful)
    for row in (proof.total, *proof.rows):
        assert -1e-9 <= row.lowest <= row.proven + 1e-9 <= row.claimed + 2e-9 <= row.weight + 3e-9
    for name in ("claimed", "proven", "lowest"):
        rows = sum(getattr(row, name) for row in proof.rows)
        assert rows == pytest.approx(getattr(proof.total, name), abs=1e-9)
    # Looking into a doubt never lowers, and each answer counts whole or not at all.
    assert proof.total.lowest >= prove(assessed, join(doubts, ()).doubtful).total.lowest - 1e-9
    kept = lowest_values(assessed, joined.doubtful)
    assert all(k in (0.0, v) for k, v in zip(kept, assessed.values, strict=True) if v == v)
    assert score(LKE, kept)[0] == pytest.approx(proof.total.lowest)
    bare = bare_answers(assessed)
    gap = proof.total.claimed - proof.total.proven
    assert sum(one.points for one in bare) == pytest.approx(gap, abs=1e-9)
    assert [one.points for one in bare] == sorted((one.points for one in bare), reverse=True)
    for doubt in doubts:
        assert "{" not in doubt_text(doubt, "id") + advice_text(doubt, "en")


def test_the_three_numbers_of_one_case():
    """Two answers of known weight: one without evidence, one with a placeholder nobody refused."""
    bare, same = "A.I.1.i.b", "A.II.5.i.-"
    assessed = assess(LKE, reading({bare: {"evidence": ""}, same: {"evidence": "www.a.id/x"}}))
    doubts = find_doubts(assessed)
    assert [one.question.code for one in doubts] == [same]
    proof = prove(assessed, join(doubts, ()).doubtful)
    weights = {code: LKE.node[code].weight for code in (bare, same)}
    assert proof.total.claimed == pytest.approx(100)
    assert proof.total.proven == pytest.approx(100 - weights[bare])
    assert proof.total.lowest == pytest.approx(100 - weights[bare] - weights[same])
    assert weights[same] == pytest.approx(2.5)
    assert proof_headline(proof, "id") == (
        "100,00 poin diakui, 99,75 berbukti, 97,25 bila yang meragukan ditolak."
    )
    assert proof_title(proof, "id").startswith("Pengawasan paling bergantung")
    assert dict(proof.total.limits) == {"WBK": 75.0, "WBBM": 85.0}
