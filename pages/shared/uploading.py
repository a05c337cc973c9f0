"""Reading what arrived, with progress, and holding it until it is stored or taken out."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import BinaryIO

import streamlit as st

from pages.shared import loading
from pages.shared.spool import Jobs, spool
from pages.shared.upload_line import Group, Line
from pages.shared.words import n, t
from zi_analytics.analysis.assessed import assess
from zi_analytics.findings import Finding, Refused
from zi_analytics.workbook.child import read_many
from zi_analytics.workbook.opening.bundle import count_others, is_bundle, open_bundle
from zi_analytics.workbook.reading import Reading

_HELD = "upload-held"
_TWICE = "upload-twice"
_OTHERS = "upload-others"


def held_lines() -> list[Line]:
    """The files read and not yet stored, in the order in which they arrived."""
    return list(_held().values())


def let_go(sha256: str) -> None:
    """Take a file out."""
    _held().pop(sha256, None)
    spool().drop(sha256)


def let_all_go() -> None:
    """Take every file out."""
    for line in held_lines():
        let_go(line.sha256)
    st.session_state[_TWICE] = st.session_state[_OTHERS] = 0


def seen_twice() -> int:
    """How many files arrived whose content was there already."""
    return int(st.session_state.get(_TWICE, 0))


def left_out() -> int:
    """How many members of zips were no worksheets."""
    return int(st.session_state.get(_OTHERS, 0))


def read_arrived(files: Sequence[tuple[str, BinaryIO]], drop: int) -> None:
    """Read the new files; each is held as soon as it is read, so an interruption loses none.

    ``drop`` numbers what was dropped together: a run that was interrupted meets the files it has
    read itself, and those did not arrive twice.
    """
    held = _held()
    waiting: dict[str, str] = {}
    seen: set[str] = set()
    twice = 0
    with st.spinner(t("Unpacking …")):
        for name, content, refused in _contents(files):
            sha256 = spool().put(content)
            if refused is not None:
                key = hashlib.sha256(f"{name} {sha256}".encode()).hexdigest()
                held[key] = Line(name, key, drop, refused=refused)
            elif sha256 in seen or (sha256 in held and held[sha256].drop != drop):
                twice += 1
            elif sha256 not in held:
                waiting[sha256] = name
            seen.add(sha256)
    st.session_state[_TWICE] = twice
    st.session_state[_OTHERS] = sum(count_others(file) for _, file in files if is_bundle(file))
    if not waiting:
        return
    todo = [(name, sha256) for sha256, name in waiting.items()]
    bar = st.progress(0.0, text=_progress_text(0, len(todo)))
    for done, (place, result) in enumerate(read_many(Jobs(spool(), todo)), start=1):
        name, sha256 = todo[place]
        held[sha256] = _line(name, sha256, drop, result)
        bar.progress(done / len(todo), text=_progress_text(done, len(todo)))
    bar.empty()


def _held() -> dict[str, Line]:
    held: dict[str, Line] = st.session_state.setdefault(_HELD, {})
    return held


def _contents(
    files: Sequence[tuple[str, BinaryIO]],
) -> Iterator[tuple[str, bytes, Finding | None]]:
    """Every file as it is; a zip of worksheets as the worksheets in it."""
    for name, file in files:
        if not is_bundle(file):
            file.seek(0)
            yield name, file.read(), None
            continue
        try:
            for member in open_bundle(file):
                yield f"{name}: {member.name}", member.content, member.refused
        except Refused as refused:
            yield name, name.encode(), refused.finding


def _line(name: str, sha256: str, drop: int, result: Reading | Refused) -> Line:
    if isinstance(result, Refused):
        return Line(name, sha256, drop, refused=result.finding)
    instrument = loading.instrument(result.instrument)
    assessed = tuple(assess(instrument, one) for one in result.assessments)
    return Line(name, sha256, drop, reading=result, assessed=assessed)


def _progress_text(done: int, total: int) -> str:
    groups = [line.group for line in held_lines()]
    return " · ".join(
        (
            t("Reading: {done} of {total}", done=done, total=total),
            n("{number} ready", "{number} ready", groups.count(Group.READY)),
            n("{number} to look at", "{number} to look at", groups.count(Group.LOOK)),
            n("{number} not recognised", "{number} not recognised", groups.count(Group.UNKNOWN)),
        )
    )
