"""Reading what arrived, with progress, and holding it until it is stored or taken out."""

from collections import Counter
from collections.abc import Iterator, Sequence
from threading import Thread
from time import monotonic
from typing import BinaryIO

import streamlit as st

from pages.data.upload.preview import show_first
from pages.data.upload.state import forget_line
from pages.shared.spool import spool
from pages.shared.words import n, t
from zi_analytics.findings import Refused
from zi_analytics.importing import Group, Line, Source, read_lines
from zi_analytics.importing.reading import source_key
from zi_analytics.workbook.child import warm_up
from zi_analytics.workbook.opening.bundle import (
    count_others,
    count_worksheets,
    is_bundle,
    open_bundle,
)

_HELD = "upload-held"
_TWICE = "upload-twice"
_OTHERS = "upload-others"
_FIRST = 10
"""Lines shown while the others are still being read."""
_PAUSE = 0.2
"""Seconds between two looks: drawing must not hold up reading."""

Files = Sequence[tuple[str, BinaryIO]]


@st.cache_resource(show_spinner=False)
def start_readers() -> None:
    """Start the processes that read while the user is still choosing files; once a program."""
    Thread(target=warm_up, daemon=True).start()


def held_lines() -> list[Line]:
    """The files read and not yet stored, in the order in which they arrived."""
    return sorted(_held().values(), key=lambda line: (line.drop, line.place))


def let_go(sha256: str) -> None:
    """Take a file out."""
    line = _held().pop(sha256, None)
    if line is not None:
        forget_line(line.key)
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


def read_arrived(files: Files, drop: int) -> None:
    """Read the new files; each is held as soon as it is read, so an interruption loses none.

    ``drop`` numbers what was dropped together: a run that was interrupted meets the files it has
    read itself, and those did not arrive twice.
    """
    held = _held()
    bundles = [file for _, file in files if is_bundle(file)]
    st.session_state[_OTHERS] = sum(map(count_others, bundles))
    total = len(files) - len(bundles) + sum(map(count_worksheets, bundles))
    bar, table = st.progress(0.0, text=_progress_text(0, total, Counter())), st.empty()
    arriving = _Arriving(files, drop)
    counted: Counter[Group] = Counter()
    first: list[Line] = []
    looked = 0.0
    for done, line in enumerate(read_lines(arriving, drop=drop), start=1):
        held[line.sha256] = line
        counted[line.group] += 1
        first += [line] if len(first) < _FIRST else []
        if done == 1 or monotonic() - looked > _PAUSE:
            looked = monotonic()
            passed = done + arriving.passed
            bar.progress(min(passed / total, 1.0), text=_progress_text(passed, total, counted))
            if done <= len(first):
                with table.container():
                    show_first(first)
    st.session_state[_TWICE] = arriving.twice
    bar.empty()
    table.empty()


class _Arriving(Iterator[Source]):
    """The files of a drop, kept on disk and given once each; a zip as the worksheets in it."""

    def __init__(self, files: Files, drop: int) -> None:
        self.twice = self.passed = 0
        self._drop = drop
        self._seen: set[str] = set()
        self._sources = _sources(files)

    def __next__(self) -> Source:
        for source in self._sources:
            key = source_key(source)
            known = _held().get(key)
            is_twice = key in self._seen or (known is not None and known.drop != self._drop)
            self._seen.add(key)
            self.twice += is_twice
            if is_twice or known is not None:
                self.passed += 1
                continue
            if source.content is not None:
                spool().put(source.content)
            return source
        raise StopIteration


def _sources(files: Files) -> Iterator[Source]:
    for name, file in files:
        if not is_bundle(file):
            file.seek(0)
            yield Source(name, file.read())
            continue
        try:
            for member in open_bundle(file):
                content = None if member.refused else member.content
                yield Source(f"{name}: {member.name}", content, member.refused)
        except Refused as refused:
            yield Source(name, None, refused.finding)


def _held() -> dict[str, Line]:
    held: dict[str, Line] = st.session_state.setdefault(_HELD, {})
    return held


def _progress_text(done: int, total: int, groups: Counter[Group]) -> str:
    return " · ".join(
        (
            t("Reading: {done} of {total}", done=done, total=total),
            n("{number} ready", "{number} ready", groups[Group.READY]),
            n("{number} to look at", "{number} to look at", groups[Group.LOOK]),
            n("{number} not recognised", "{number} not recognised", groups[Group.UNKNOWN]),
        )
    )
