"""A form over what others may change meanwhile: nothing of theirs is overwritten unseen.

What a form was opened with is held until it is stored or let go, so that a newer version is noticed
also when the page is drawn anew with it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import streamlit as st

from pages.shared import loading
from pages.shared.literal import literal
from pages.shared.words import language, t
from zi_analytics.language.numbers import date_text
from zi_analytics.programme.documents import Kept, load
from zi_analytics.store import Item

T = TypeVar("T")
_SEEN, _TURN = "seen-", "turn-"


@dataclass(frozen=True, slots=True)
class Opened:
    """A form as it was opened: ``version`` of what it shows, 0 where nothing was kept yet, and
    ``key``, which is another one after it was let go."""

    form: str
    version: int
    key: str


def open_form(form: str, version: int, drawn: str) -> Opened:
    """The form with this name over something that is at ``version`` now.

    ``drawn`` is the beginning of the key of a widget that the form always has: where it is not
    there yet, the form shows what is kept now.
    """
    key = f"{form}-{st.session_state.get(f'{_TURN}{form}', 0)}"
    if f"{drawn}{key}" not in st.session_state:
        st.session_state[f"{_SEEN}{form}"] = version
    return Opened(form, st.session_state.setdefault(f"{_SEEN}{form}", version), key)


def let_go(form: str) -> None:
    """Forget what was typed: the form is opened anew with what is kept."""
    st.session_state.pop(f"{_SEEN}{form}", None)
    st.session_state[f"{_TURN}{form}"] = st.session_state.get(f"{_TURN}{form}", 0) + 1


def looked_at(opened: Opened, kept: Kept[T], read: Callable[[Mapping[str, Any]], T], blank: T) -> T:
    """What the form showed when it was opened; ``blank`` where nothing was kept then."""
    versions = loading.store().dossier.history(kept.item.number)
    seen = load([one for one in versions if one.version == opened.version], read)
    return next((one.value for one in seen), blank)


def show_newer(opened: Opened, now: Item, changed: Iterable[str]) -> None:
    """Somebody was quicker: who, when, what ``changed`` since the form was opened, and a choice."""
    who = t(
        "{by} changed this on {when}. Your inputs are kept; nothing is overwritten before you "
        "choose.",
        by=now.by or "–",
        when=date_text(now.at.astimezone(), language()),
    )
    st.warning(literal(who))
    lines = "\n".join(f"- {literal(line)}" for line in changed)
    if lines:
        st.markdown(lines)
    with st.container(horizontal=True):
        st.button(
            t("Use what it says now"),
            key=f"theirs-{opened.form}",
            on_click=let_go,
            args=(opened.form,),
        )
        st.button(
            t("Go on with my inputs"),
            key=f"mine-{opened.form}",
            on_click=_look_at,
            args=(opened.form, now.version),
        )


def differences(
    before: object, after: object, fields: Mapping[str, str], said: Callable[[object], str]
) -> Iterator[str]:
    """Each of ``fields``, by its attribute, that is not the same, with both values as ``said``."""
    for name, word in fields.items():
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield t("{field}: {old} → {new}", field=t(word), old=said(old), new=said(new))


def _look_at(form: str, version: int) -> None:
    st.session_state[f"{_SEEN}{form}"] = version
