"""Choosing whom to compare: one's own unit, the period, the assessor, and up to three others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import streamlit as st

from pages.analysis.units import loading as beside_loading
from pages.shared import loading
from pages.shared.choosing import (
    chosen_codes,
    forget_codes,
    keep_codes,
    pick,
    pick_segment,
    pick_several,
)
from pages.shared.empty import offer_start
from pages.shared.kept import once
from pages.shared.literal import literal
from pages.shared.page_texts import assessor_label, period_label, unit_labels
from pages.shared.words import language, n, t
from zi_analytics.analysis.assessed import Assessed
from zi_analytics.analysis.beside_text import REASONS, short_names
from zi_analytics.analysis.comparable import MOST, Sorted, sort_out, suggestions
from zi_analytics.analysis.field import Field
from zi_analytics.finding_text import message, remedy
from zi_analytics.instrument import Instrument
from zi_analytics.language.numbers import decimal
from zi_analytics.language.wording import msg
from zi_analytics.store.names import period_order

WITH = "with"
"""The other units in the address."""
LATEST = "latest"
_KIND, _ALL = "kind", "all"
_NAMED = 4
_LAST_KIND = "kind-of-compared"
_GROUPS = {_KIND: msg("Same kind"), _ALL: msg("All kinds")}


@dataclass(frozen=True)
class Compared:
    """Whom the page compares.

    ``assessor`` is "" where the later one counts. ``group`` are all units that can be compared
    with the own one, itself among them; ``kind`` is theirs, "" for any. ``fit`` are the codes of
    the units side by side, the own one first; ``names`` are theirs, as short as they can be, and
    ``sides`` their assessments.
    """

    unit: str
    period: str
    assessor: str
    kind: str
    instrument: Instrument
    group: Field
    fit: tuple[str, ...]
    names: tuple[str, ...]
    sides: tuple[Assessed, ...]

    @property
    def own(self) -> int:
        """The row of the own unit in ``group``."""
        place = self.group.place_of(self.unit)
        assert place is not None
        return place

    @property
    def is_alone(self) -> bool:
        """Whether no other unit can be compared with the own one."""
        return len(self.group) == 1

    def assessor_of(self, unit: str) -> str:
        """Whose answers of a unit are compared."""
        place = self.group.place_of(unit)
        assert place is not None
        return str(self.group.assessors[place])

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What the group is loaded by."""
        return self.period, self.assessor, self.instrument.id, self.kind

    @property
    def group_name(self) -> str:
        """The units of the group, as a sentence names them: "kelurahan", "unit"."""
        return self.kind or t("units")


def choose_compared() -> Compared:
    """The pickers and what they lead to; where nothing can be compared the run ends."""
    stored = beside_loading.assessed_units()
    if not stored:
        offer_start()
        st.stop()
    labels = unit_labels()
    unit, period, assessor = _choose_own(stored, labels)
    _show_damaged(period, unit)
    everyone = beside_loading.everyone(period, assessor)
    place = everyone.place_of(unit)
    if place is None:
        st.stop()
    instrument = loading.instrument(str(everyone.instruments[place]))
    kind = _kind_of(unit)
    if st.session_state.get(_LAST_KIND, kind) != kind:
        forget_codes(WITH)  # those that stood beside a unit of another kind
    st.session_state[_LAST_KIND] = kind
    left, right = st.columns([5, 2], vertical_alignment="bottom")
    with right:
        among = _choose_group(kind)
    key = (period, assessor, instrument.id, kind if among == _KIND else "")
    group = beside_loading.group(*key)
    near = suggestions(group, unit)
    asked = chosen_codes(WITH, labels.keys() - {unit}, near.nearest[:1])[:MOST]
    others = [code for code in beside_loading.names_in_order(*key) if code != unit]
    with left:
        asked = pick_several(
            WITH,
            t("Beside these units, up to three"),
            others + [code for code in asked if code not in others],
            labels.__getitem__,
            asked,
            MOST,
            t("Choose units"),
        )
    like = beside_loading.units_of_kind(kind) if among == _KIND else None
    found = sort_out(asked, everyone, like, instrument.id)
    _suggest(group, unit, asked, labels)
    _tell_left_out(found, everyone, group, like, labels)
    fit = (unit, *found.fit)
    names = loading.unit_names()
    short = short_names([names[code] for code in fit], kind)
    rows = [group.place_of(code) for code in fit]
    sides = tuple(
        loading.assessed(code, period, str(group.assessors[row]))[1]
        for code, row in zip(fit, rows, strict=True)
    )
    # The very same for the same choice: what is made of it is then found again.
    return once(Compared, unit, period, assessor, key[3], instrument, group, fit, short, sides)


def _choose_own(
    stored: Mapping[str, Mapping[str, tuple[str, ...]]], labels: Mapping[str, str]
) -> tuple[str, str, str]:
    choices = st.columns([3, 2, 3], vertical_alignment="bottom")
    with choices[0]:
        units = list(stored)
        unit = pick("unit", t("Unit"), units, labels.__getitem__, units[0])
    with choices[1]:
        periods = sorted(stored[unit], key=period_order, reverse=True)
        period = pick("period", t("Period"), periods, period_label, periods[0])
    with choices[2]:
        # Not the assessor of the other pages: "TPI" kept from there would leave out every unit
        # that the TPI has not come to yet.
        assessors = [LATEST, *(c for c in loading.ASSESSORS if c in stored[unit][period])]
        by = pick_segment(
            "by",
            t("Assessor"),
            assessors,
            lambda code: t("The later one of each") if code == LATEST else assessor_label(code),
            LATEST,
        )
    return unit, period, "" if by == LATEST else by


def _kind_of(unit: str) -> str:
    return loading.same_kind(unit)[0]


def _choose_group(kind: str) -> str:
    if not kind:
        return _ALL
    return pick_segment(
        "among", t("Compared with"), [_KIND, _ALL], lambda code: t(_GROUPS[code]), _KIND
    )


def _show_damaged(period: str, unit: str) -> None:
    """What is left out because its bytes are damaged: the own unit first, named up to a few."""
    found = sorted(
        beside_loading.damaged(period), key=lambda one: dict(one.details).get("unit") != unit
    )
    for finding in found[:_NAMED]:
        st.warning(literal(f"{message(finding, language())} {remedy(finding, language())}"))
    if len(found) > _NAMED:
        more = len(found) - _NAMED
        st.warning(n("{number} more is damaged.", "{number} more are damaged.", more))


def _suggest(group: Field, unit: str, asked: Sequence[str], labels: Mapping[str, str]) -> None:
    """Whom to add, as buttons: the nearest and the best."""
    if len(asked) >= MOST:
        return
    near = suggestions(group, unit, asked)
    if not near.nearest and not near.best:
        return
    for said, codes in ((t("Nearest"), near.nearest), (t("Best"), near.best)):
        if not codes:
            continue
        with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
            st.caption(f"{said}:", width="content")
            for code in codes:
                total = decimal(float(group.totals[group.place_of(code)]), language())
                st.button(
                    literal(f"+ {labels[code]} {total}"),
                    key=f"add-{code}",
                    on_click=keep_codes,
                    args=(WITH, [*asked, code]),
                    type="tertiary",
                )


def tell_unset_kind(compared: Compared) -> None:
    """Where the kind of the unit is not set: that all are offered, and where to set it."""
    if _kind_of(compared.unit):
        return
    st.info(
        t(
            "The kind of this unit is not set, so units of every kind are offered. Like is "
            "compared with like once the kind is set."
        )
    )
    st.page_link(
        "pages/data/units/page.py",
        label=t("Set the kind on the page Units and periods"),
        icon=":material/arrow_forward:",
        query_params={"unit": compared.unit},
    )


def _tell_left_out(
    found: Sorted,
    everyone: Field,
    group: Field,
    like: frozenset[str] | None,
    labels: Mapping[str, str],
) -> None:
    """Who was asked for and cannot be compared, and who of the kind uses another worksheet."""
    for code, reason in found.unfit:
        st.info(
            literal(
                t("{unit} is not compared: {reason}.", unit=labels[code], reason=t(REASONS[reason]))
            )
        )
    rest = everyone if like is None else everyone.among(like)
    named = {code for code, _ in found.unfit}
    rest = rest.only(~np.isin(rest.units, group.units))
    others = [code for code in rest.units.tolist() if code not in named]
    if others:
        first = ", ".join(labels[code] for code in others[:_NAMED])
        more = len(others) - _NAMED
        st.caption(
            literal(
                n(
                    "{number} unit was assessed by another worksheet and is not compared: {units}",
                    "{number} units were assessed by another worksheet and are not compared: "
                    "{units}",
                    len(others),
                    units=first + (t(" and {number} more", number=more) if more > 0 else ""),
                )
            )
        )
