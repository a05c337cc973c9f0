"""Choosing by code: the choice stands in the address and holds on the next page."""

from collections.abc import Callable, Collection, Sequence
from typing import cast

import streamlit as st

_KEPT = "kept-"
_NONE = "-"
"""None of several codes: an empty value would be no choice at all."""


def chosen_code(name: str, codes: Sequence[str], default: str) -> str:
    """What is chosen for ``name``: the address says it, an earlier page did, or ``default``."""
    for candidate in (st.query_params.get(name), st.session_state.get(_KEPT + name)):
        if candidate in codes:
            return cast(str, candidate)
    return default


def keep_code(name: str, code: str) -> None:
    """Put a choice into the address and keep it for other pages."""
    st.session_state[_KEPT + name] = code
    if st.query_params.get(name) != code:
        st.query_params[name] = code


def pick(
    name: str,
    label: str,
    codes: Sequence[str],
    text: Callable[[str], str],
    default: str,
    placeholder: str = "",
) -> str:
    """A list to choose one of ``codes`` from, shown by ``text``.

    The widget's own binding would put the shown text into the address; the code stands there.
    """
    key = f"pick-{name}"
    st.session_state[key] = chosen_code(name, codes, default)
    st.selectbox(
        label,
        codes,
        key=key,
        format_func=text,
        on_change=_take,
        args=(name, key),
        placeholder=placeholder or None,
    )
    code: str = st.session_state[key]
    keep_code(name, code)
    return code


def pick_segment(
    name: str, label: str, codes: Sequence[str], text: Callable[[str], str], default: str
) -> str:
    """Like :func:`pick` for a few codes, all of them visible."""
    key = f"pick-{name}"
    st.session_state[key] = chosen_code(name, codes, default)
    st.segmented_control(
        label,
        codes,
        key=key,
        format_func=text,
        on_change=_take,
        args=(name, key),
        required=True,
    )
    code: str = st.session_state[key]
    keep_code(name, code)
    return code


def chosen_codes(name: str, codes: Collection[str], default: Sequence[str]) -> list[str]:
    """Like :func:`chosen_code` for several: the address repeats the name, "-" is none of them."""
    for said in (st.query_params.get_all(name), st.session_state.get(_KEPT + name)):
        known = [code for code in dict.fromkeys(said or ()) if code in codes]
        if known or _NONE in (said or ()):
            return known
    return list(default)


def said_codes(name: str) -> list[str]:
    """All that the address, or an earlier page, says for ``name``, whatever it is."""
    said = st.query_params.get_all(name) or st.session_state.get(_KEPT + name) or ()
    return [code for code in dict.fromkeys(said) if code != _NONE]


def keep_codes(name: str, codes: Sequence[str]) -> None:
    """Like :func:`keep_code` for several."""
    said = list(codes) or [_NONE]
    st.session_state[_KEPT + name] = said
    if st.query_params.get_all(name) != said:
        st.query_params[name] = said


def forget_codes(name: str) -> None:
    """Choose nothing for ``name`` any more, so that the default counts again."""
    st.session_state.pop(_KEPT + name, None)
    if name in st.query_params:
        del st.query_params[name]


def pick_several(
    name: str,
    label: str,
    codes: Sequence[str],
    text: Callable[[str], str],
    chosen: Sequence[str],
    most: int,
    placeholder: str = "",
) -> list[str]:
    """A list to choose up to ``most`` of ``codes`` from; ``chosen`` are those of now."""
    key = f"pick-{name}"
    st.session_state[key] = list(chosen)
    st.multiselect(
        label,
        codes,
        key=key,
        format_func=text,
        # Where there is nothing to choose from, Streamlit still asks for a number above 0.
        max_selections=max(most, 1),
        on_change=_take_several,
        args=(name, key),
        placeholder=placeholder or None,
        select_all=False,
        wrap=True,
    )
    taken: list[str] = st.session_state[key]
    keep_codes(name, taken)
    return taken


def _take_several(name: str, key: str) -> None:
    keep_codes(name, st.session_state[key])


def _take(name: str, key: str) -> None:
    keep_code(name, st.session_state[key])


def type_text(name: str, label: str, longest: int = 80) -> str:
    """A line to type into; like a chosen code it stands in the address and holds."""
    key = f"type-{name}"
    st.session_state[key] = st.query_params.get(name, st.session_state.get(_KEPT + name, ""))
    st.text_input(label, key=key, max_chars=longest, on_change=_take, args=(name, key))
    text: str = st.session_state[key].strip()
    if text or name in st.query_params:
        keep_code(name, text)
    return text


def type_number(name: str, label: str, default: float, most: float) -> float:
    """A number above 0 to type; like a chosen code it stands in the address and holds."""
    key = f"type-{name}"
    said = st.query_params.get(name, st.session_state.get(_KEPT + name, ""))
    try:
        number = float(said)
    except ValueError:
        number = default
    st.session_state[key] = number if 0 < number <= most else default
    st.number_input(
        label,
        min_value=0.5,
        max_value=most,
        step=1.0,
        format="%g",
        key=key,
        on_change=_take_number,
        args=(name, key),
    )
    number = st.session_state[key]
    keep_code(name, f"{number:g}")
    return float(number)


def _take_number(name: str, key: str) -> None:
    keep_code(name, f"{st.session_state[key]:g}")
