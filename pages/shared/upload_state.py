"""What the user said about the files that are not stored yet, and what follows from it."""

from collections.abc import Iterable, Sequence

import streamlit as st

from pages.shared import loading
from zi_analytics.importing import Change, Line, Pair, Planned, correct, correct_all, plan

_CHANGES = "upload-changes"
_CHOICES = "upload-choices"
_EDITION = "upload-edition"


def planned(lines: Sequence[Line]) -> tuple[list[Planned], tuple[Pair, ...]]:
    """What will become of every line, and the unit names that may be the same."""
    return plan(lines, _changes(), choices(), loading.known_units())


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


def _changes() -> dict[str, Change]:
    made: dict[str, Change] = st.session_state.setdefault(_CHANGES, {})
    return made
