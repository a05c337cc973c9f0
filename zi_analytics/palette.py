"""The palette, light and dark: the one place that pages, charts and documents take colours from.

``.streamlit/config.toml`` repeats a few of these; a test holds both together, and another holds
every colour to the contrast of WCAG AA.
"""

from __future__ import annotations

from dataclasses import dataclass

from zi_analytics.analysis.standing import Standing

_DARK_FROM = 3
"""The first step of a scale that is nearer to the accent than to the background."""


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by their role."""

    accent: str
    fulfilment: str
    reform: str
    passing: str
    close: str
    failing: str
    unknown: str
    unit: str
    tpi: str
    tpn: str
    text: str
    muted: str
    background: str
    surface: str
    line: str
    scale: tuple[str, ...]
    """From little to much, pale to accent."""

    def of(self, standing: Standing) -> str:
        """The colour of a standing."""
        return {
            Standing.PASSING: self.passing,
            Standing.CLOSE: self.close,
            Standing.FAILING: self.failing,
            Standing.UNKNOWN: self.unknown,
        }[standing]

    def scaled(self, share: float) -> tuple[str, str]:
        """The step of the scale for a share of 0 to 1, and the colour of text on it."""
        step = min(int(share * len(self.scale)), len(self.scale) - 1)
        # The scale leaves out the middle, on which neither colour of text could be read.
        return self.scale[step], self.text if step < _DARK_FROM else self.background


LIGHT = Palette(
    accent="#0B4F6C",
    fulfilment="#0B4F6C",
    reform="#5BA4CF",
    passing="#00795C",
    close="#946300",
    failing="#B3401A",
    unknown="#6B7682",
    unit="#0B4F6C",
    tpi="#8E5EA2",
    tpn="#A36205",
    text="#1B2733",
    muted="#55616D",
    background="#FFFFFF",
    surface="#F3F6F8",
    line="#D3DAE0",
    scale=("#EBF1F3", "#C2D3DA", "#85A7B6", "#3C7289", "#0B4F6C"),
)
DARK = Palette(
    accent="#7CC4E8",
    fulfilment="#7CC4E8",
    reform="#4A8DB8",
    passing="#4CC9A4",
    close="#F0B429",
    failing="#FF8A65",
    unknown="#94A0AC",
    unit="#7CC4E8",
    tpi="#C9A3DA",
    tpn="#F2B45C",
    text="#E8EDF2",
    muted="#A9B5C0",
    background="#11181F",
    surface="#1A232C",
    line="#34404B",
    scale=("#1E2D37", "#2F4857", "#3E6073", "#6199B6", "#7CC4E8"),
)


def palette(theme: str) -> Palette:
    """The palette for "light" or "dark"."""
    return DARK if theme == "dark" else LIGHT
