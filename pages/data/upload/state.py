"""What the user said about the files that are not stored yet, and what follows from it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import streamlit as st

from pages.shared import loading
from zi_analytics.findings import Finding
from zi_analytics.importing import Change, Line, Pair, Planned, correct, correct_all, plan

_CHANGES = "upload-changes"
_CHOICES = "upload-choices"
_ASIDE = "upload-aside"
_EDITION = "upload-edition"


def planned(lines: Sequence[Line]) -> tuple[list[Planned], tuple[Pair, ...]]:
    """What will become of every line, and the unit names that may be the same."""
    files, pairs = plan(lines, _changes(), choices(), loading.known_units())
    aside = _aside()
    return [
        replace(one, notes=(aside[one.line.key], *one.notes))
        if one.line.key in aside and one.preferred is None
        else one
        for one in files
    ], pairs


def set_aside(files: Iterable[Planned]) -> None:
    """Keep unticked what another file was preferred to, also when that one is stored and gone."""
    for one in files:
        if one.preferred is not None and not one.take:
            change_line(one.line.key, Change(take=False))
            _aside()[one.line.key] = one.notes[0]


def change_line(key: str, change: Change) -> None:
    """Remember what the user made of one line's proposals."""
    st.session_state[_CHANGES] = correct(_changes(), key, change)


def change_lines(lines: Iterable[Line], change: Change) -> None:
    """Remember the same for many lines."""
    st.session_state[_CHANGES] = correct_all(_changes(), lines, change)
    draw_anew()


def forget_line(key: str) -> None:
    """Nothing is known about a line that is gone."""
    _changes().pop(key, None)
    _aside().pop(key, None)


def choices() -> dict[tuple[str, str], bool]:
    """Which pairs of names the user called one unit (True) or two (False)."""
    made: dict[tuple[str, str], bool] = st.session_state.setdefault(_CHOICES, {})
    return made


def choose(pair: tuple[str, str], same: bool | None) -> None:
    """Remember whether two names are one unit; None takes the choice back."""
    if same is None:
        choices().pop(pair, None)
    else:
        choices()[pair] = same
    draw_anew()


def edition() -> int:
    """A number for the key of the table: a new one forgets what was typed into the old one."""
    return int(st.session_state.get(_EDITION, 0))


def draw_anew() -> None:
    """Let the table show what is remembered now, and nothing that was typed before."""
    st.session_state[_EDITION] = edition() + 1


def _aside() -> dict[str, Finding]:
    reasons: dict[str, Finding] = st.session_state.setdefault(_ASIDE, {})
    return reasons


def _changes() -> dict[str, Change]:
    made: dict[str, Change] = st.session_state.setdefault(_CHANGES, {})
    return made
