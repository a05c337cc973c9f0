"""Text from files, shown as it is: the one escape for what Streamlit reads as Markdown."""

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&\"'^=@/])")
_LONGEST = 2_000

# Streamlit also looks for addresses, :icons: and arrows in the finished text, where a backslash
# no longer helps; an invisible joiner between their characters does.
_JOINER = "\u2060"
_BETWEEN = re.compile(r"(?<=:)(?=\S)|(?<=www)(?=\.)|(?=@)|(?<=[-<>=~])(?=[-<>=~])", re.IGNORECASE)


def literal(text: str) -> str:
    """``text`` so that Markdown shows its characters and makes nothing of them.

    Line breaks become spaces and endless texts are cut.
    """
    line = " ".join(text.split())
    if len(line) > _LONGEST:
        line = line[: _LONGEST - 1] + "…"
    return _SPECIAL.sub(r"\\\1", _BETWEEN.sub(_JOINER, line))
