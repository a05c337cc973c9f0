"""Text as HTML: nothing of it is ever a tag, an entity or a link."""

from __future__ import annotations

import html
import unicodedata

_LEFT_OUT = ("Cc", "Cs", "Cn")
"""What a page cannot hold."""


def escaped(text: str) -> str:
    """``text`` as it is shown, lines kept, for elements and for attributes in double quotes."""
    kept = "".join(
        one if one == "\n" or unicodedata.category(one) not in _LEFT_OUT else " " for one in text
    )
    return html.escape(kept, quote=True)


def element(name: str, content: str, kind: str = "") -> str:
    """An element around ``content``, which is HTML; ``kind`` is its class."""
    return f'<{name} class="{kind}">{content}</{name}>' if kind else f"<{name}>{content}</{name}>"


def paragraphs(lines: tuple[str, ...] | list[str], kind: str = "") -> str:
    """A paragraph for each line that says something."""
    return "".join(element("p", escaped(line), kind) for line in lines if line)


def cut(text: str, longest: int) -> str:
    """``text`` of at most ``longest`` letters."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
