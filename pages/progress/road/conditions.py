"""The conditions for being proposed: what the worksheet shows, and what a person ticks."""

from collections.abc import Callable, Collection, Sequence
from functools import partial

import streamlit as st

from pages.shared import loading
from pages.shared.asking import attempt
from pages.shared.assessment_choice import Chosen
from pages.shared.choosing import chosen_codes, forget_codes, keep_codes, pick_segment, said_codes
from pages.shared.findings_list import show_findings
from pages.shared.literal import literal
from pages.shared.visitor import ask_name
from pages.shared.words import language, t
from zi_analytics.analysis.road import Institution, Line, checklist
from zi_analytics.analysis.sentences import predicate_text
from zi_analytics.language.numbers import date_text, percent
from zi_analytics.language.wording import msg
from zi_analytics.programme import conditions
from zi_analytics.programme.conditions import Checked, load_checked
from zi_analytics.programme.documents import Kept
from zi_analytics.store import ItemChange, NewItem

_INSTITUTIONS = {
    Institution.LOCAL: msg("Local government"),
    Institution.MINISTRY: msg("Ministry or agency"),
}

Stored = dict[str, Kept[Checked]]
"""What was ticked, by unit; "" is the institution."""


def show_conditions(chosen: Chosen, target: str) -> None:
    """The checklist with its marks; what the worksheet shows cannot be ticked."""
    instrument = chosen.assessed.instrument
    head = st.empty()
    stored = _stored(chosen)
    usual = stored[""].value.institution if "" in stored else ""
    known = [one.value for one in Institution]
    institution = Institution(
        pick_segment(
            "institution",
            t("Institution"),
            known,
            lambda code: t(_INSTITUTIONS[Institution(code)]),
            usual if usual in known else Institution.LOCAL.value,
        )
    )
    lines = checklist(instrument, chosen.assessed.values, target, institution)
    codes = [line.code for line in lines]
    before = [code for one in stored.values() for code in one.value.met if code in codes]
    over = f"{ticks_of(target)}-over-{chosen.unit}-{chosen.period}"
    ticked = _on_top(chosen_codes(ticks_of(target), codes, before), before, over)
    met = sum(line.is_met(line.code in ticked) for line in lines)
    head.subheader(
        t("{met} of {total} conditions are met", met=met, total=len(lines)), anchor=False
    )
    for line in lines:
        _show_line(chosen, line, ticks_of(target), ticked, partial(_remember, over, before))
    if set(ticked) != set(before):
        _offer_keeping(chosen, lines, ticks_of(target), ticked, institution, stored)
    elif stored:
        _show_kept(stored)
    articles = "; ".join(dict.fromkeys(line.article for line in lines))
    st.caption(t("Article: {article}", article=literal(articles)))
    closing = instrument.closing
    if closing is not None:
        st.caption(literal(closing.note.say(language())))


def ticks_of(target: str) -> str:
    """The name in the address of what is ticked for a predicate, while it is not stored."""
    return f"met-{target.lower()}"


def _stored(chosen: Chosen) -> Stored:
    """The newest ticks of the unit and of its institution in this period."""
    found: Stored = {}
    for unit in ("", chosen.unit):
        loaded = load_checked(loading.store(), unit, chosen.period)
        show_findings(loaded.findings, f"conditions-{unit}")
        if loaded.kept:
            found[unit] = loaded.kept[-1]
    return found


def _on_top(ticked: list[str], stored: list[str], over: str) -> list[str]:
    """What is ticked here on top of what is stored now: others may have stored meanwhile.

    ``over`` is where the ticks are remembered that these were made on.
    """
    seen = st.session_state.get(over)
    if seen is None:
        return ticked
    gone = set(seen) - set(ticked)
    added = [code for code in ticked if code not in seen]
    return [code for code in dict.fromkeys([*stored, *added]) if code not in gone]


def _remember(over: str, stored: list[str]) -> None:
    st.session_state[over] = stored


def _show_line(
    chosen: Chosen, line: Line, name: str, ticked: list[str], begin: Callable[[], None]
) -> None:
    label = literal(_label(chosen, line))
    if line.seen is None:
        key = f"condition-{line.code}"
        st.session_state[key] = line.code in ticked
        st.checkbox(
            label,
            key=key,
            wrap=True,
            on_change=_take,
            args=(name, line.code, key, tuple(ticked), begin),
        )
        return
    sign, colour = ("✓", "green") if line.seen else ("✕", "red")
    st.markdown(f":{colour}[{sign}] {label}")
    sights = " · ".join(
        f"{sight.question.code} {'–' if sight.value is None else percent(sight.value, language())}"
        for sight in line.sights
    )
    st.caption(literal(t("Seen in the worksheet: {sights}", sights=sights)))
    decided = {code.rpartition(":")[0] for code in said_codes("decide")}
    missed = [s.question.code for s in line.sights if not s.is_full]
    missed = [code for code in missed if code not in decided]
    if missed:
        st.button(
            t("Put it on the road"), key=f"decide-{line.code}", on_click=_decide, args=(missed,)
        )


def _decide(codes: Sequence[str]) -> None:
    """Decide full marks for what a condition asks."""
    keep_codes("decide", [*said_codes("decide"), *(f"{code}:1" for code in codes)])


def _label(chosen: Chosen, line: Line) -> str:
    if line.condition is not None:
        return line.condition.label.say(language())
    held = "" if line.held is None else line.held.code
    label = predicate_text(chosen.assessed.instrument, held, language())
    return t("The unit already holds {predicate}", predicate=label)


def _take(
    name: str, code: str, key: str, ticked: tuple[str, ...], begin: Callable[[], None]
) -> None:
    begin()
    others = [one for one in ticked if one != code]
    keep_codes(name, [*others, code] if st.session_state[key] else others)


def _show_kept(stored: Stored) -> None:
    item = max((one.item for one in stored.values()), key=lambda item: item.at)
    when = date_text(item.at.astimezone(), language())
    st.caption(literal(t("Ticked by {by}, {when}", by=item.by, when=when)))


def _offer_keeping(
    chosen: Chosen,
    lines: Sequence[Line],
    name: str,
    ticked: Collection[str],
    institution: Institution,
    stored: Stored,
) -> None:
    """A form that keeps the ticks, those of the institution for all its units."""
    with st.form("road-conditions", border=False):
        st.caption(
            t("The ticks are not stored yet. What is asked of the institution holds for all units.")
        )
        by = ask_name("road-conditions-by")
        keep = st.form_submit_button(t("Store the ticks"))
    if not keep:
        return
    if not by:
        st.warning(t("Whoever ticks gives a name: nothing was stored."))
        return
    attempt(partial(_keep, chosen, lines, name, ticked, institution, stored, by))


def _keep(
    chosen: Chosen,
    lines: Sequence[Line],
    name: str,
    ticked: Collection[str],
    institution: Institution,
    stored: Stored,
    by: str,
) -> str:
    changes: list[NewItem | ItemChange] = []
    for unit in ("", chosen.unit):
        asked = {line.code for line in lines if _is_of_institution(line) == (unit == "")}
        kept = stored.get(unit)
        # What another predicate or another kind of institution asks is not shown and stays.
        others = [] if kept is None else [one for one in kept.value.met if one not in asked]
        met = tuple(sorted({*others, *(code for code in ticked if code in asked)}))
        document = conditions.to_document(Checked(met, institution.value if not unit else ""))
        if kept is None:
            changes.append(NewItem(conditions.KIND, unit, document, chosen.period))
        else:
            changes.append(ItemChange(kept.item.number, kept.item.version, document))
    loading.store().dossier.write(changes, by=by)
    forget_codes(name)
    return t("The ticks are stored.")


def _is_of_institution(line: Line) -> bool:
    return line.condition is not None and line.condition.level == "institution"
