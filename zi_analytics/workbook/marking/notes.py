"""The notes of one sheet: those of others kept, ours put in, taken out and put in anew."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from zi_analytics.findings import Finding, Refused
from zi_analytics.workbook.cells import address
from zi_analytics.workbook.marking.note_text import (
    AUTHOR,
    Run,
    as_text,
    read_runs,
    with_ours,
    without_ours,
    write_runs,
)
from zi_analytics.workbook.opening.worksheet import Place, read_reference
from zi_analytics.workbook.patching.elements import (
    Edit,
    Element,
    appended,
    apply_edits,
    read_elements,
)

EMPTY = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<comments xmlns="%s"><authors/><commentList/></comments>'
)
_THREAD = "tc="
"""How the author of the note begins that stands in for a conversation."""


@dataclass(frozen=True, slots=True)
class NotesChanged:
    """The part anew, and what the note boxes must follow.

    ``added`` and ``grown`` are the texts of notes that are new or longer, ``removed`` the cells
    without a note now, ``in_threads`` those whose conversation was left alone.
    """

    data: bytes
    added: Mapping[Place, str]
    grown: Mapping[Place, str]
    removed: frozenset[Place]
    in_threads: frozenset[Place]


def change_notes(
    part: str, data: bytes, texts: Mapping[Place, str], threads: Collection[Place]
) -> NotesChanged:
    """Put ``texts`` into the notes of their cells, in place of all that we wrote earlier.

    ``threads`` are the cells with a conversation. Refused when the part is broken.
    """
    root = read_elements(part, data)
    authors, listed = root.first("authors"), root.first("commentList")
    if authors is None or listed is None:
        raise Refused(Finding("damaged-part", details=(("part", part),)))
    names = [author.text for author in authors.all("author")]
    edits: list[Edit] = []
    left = dict(texts)
    grown: dict[Place, str] = {}
    removed: set[Place] = set()
    in_threads = set(threads) & set(left)
    for comment in listed.all("comment"):
        place = read_reference(comment.attributes.get("ref", ""))
        text = comment.first("text")
        if place is None or text is None:
            continue
        if place in threads or _author(comment, names).startswith(_THREAD):
            in_threads |= {place} & set(left)
            left.pop(place, None)
            continue
        before = read_runs(text, data)
        runs = without_ours(before)
        if before and not runs:
            edits.append(Edit(comment.begin, comment.end, b""))
            removed.add(place)
            continue
        ours = left.pop(place, None)
        if ours is not None:
            runs = with_ours(runs, ours, root.prefix)
            grown[place] = as_text(runs)
        if runs != before:
            edits.append(Edit(text.begin, text.end, _text(runs, root.prefix)))
    added = {place: text for place, text in left.items() if place not in in_threads}
    if added:
        if AUTHOR not in names:
            tag = root.prefix + b"author"
            content = b"<%s>%s</%s>" % (tag, AUTHOR.encode(), tag)
            edits.append(appended(data, authors, content))
            names.append(AUTHOR)
        author = names.index(AUTHOR)
        notes = {place: with_ours((), text, root.prefix) for place, text in added.items()}
        content = b"".join(_comment(p, author, runs, root.prefix) for p, runs in notes.items())
        edits.append(appended(data, listed, content))
        added = {place: as_text(runs) for place, runs in notes.items()}
    return NotesChanged(
        apply_edits(data, edits), added, grown, frozenset(removed), frozenset(in_threads)
    )


def _author(comment: Element, names: list[str]) -> str:
    number = comment.attributes.get("authorId", "")
    return names[int(number)] if number.isdecimal() and int(number) < len(names) else ""


def _text(runs: tuple[Run, ...], prefix: bytes) -> bytes:
    return b"<%stext>%s</%stext>" % (prefix, write_runs(runs, prefix), prefix)


def _comment(place: Place, author: int, runs: tuple[Run, ...], prefix: bytes) -> bytes:
    return b'<%scomment ref="%s" authorId="%d">%s</%scomment>' % (
        prefix,
        address(*place).encode(),
        author,
        _text(runs, prefix),
        prefix,
    )
