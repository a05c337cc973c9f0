import tomllib
from pathlib import Path

import plotly.graph_objects as go
import pytest

from zi_analytics.charts.picture import Picture
from zi_analytics.charts.theme import DARK, LIGHT, new_figure

ROOT = Path(__file__).resolve().parents[2]
CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
THEMES = {"light": LIGHT, "dark": DARK}


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    lin = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * lin[0] + 0.7152 * lin[1] + 0.0722 * lin[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", THEMES)
def test_pages_and_charts_take_the_same_colours(name):
    colours, configured = THEMES[name], CONFIG["theme"][name]
    assert configured["primaryColor"] == colours.accent
    assert configured["backgroundColor"] == colours.background
    assert configured["secondaryBackgroundColor"] == colours.surface
    assert configured["textColor"] == colours.text
    assert configured["borderColor"] == colours.line
    assert configured["greenTextColor"] == colours.passing
    assert configured["yellowTextColor"] == colours.close
    assert configured["redTextColor"] == colours.failing
    assert configured["grayTextColor"] == colours.muted


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("role", ["text", "muted", "accent", "passing", "close", "failing"])
@pytest.mark.parametrize("ground", ["background", "surface"])
def test_text_is_readable(name, role, ground):
    colours = THEMES[name]
    assert contrast(getattr(colours, role), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("role", ["unit", "tpi", "tpn", "unknown"])
def test_marks_are_readable_too(name, role):
    colours = THEMES[name]
    assert contrast(getattr(colours, role), colours.background) >= 4.5


@pytest.mark.parametrize("name", THEMES)
def test_the_two_aspects_can_be_told_from_each_other(name):
    colours = THEMES[name]
    assert contrast(colours.fulfilment, colours.reform) >= 1.7
    # A bar's edge: the hatching and the row's figure carry the meaning, the colour only helps.
    assert contrast(colours.reform, colours.background) >= 2.5


def test_nothing_leaves_the_machine_and_nobody_outside_gets_in():
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["server"]["address"] == "127.0.0.1"
    assert set(CONFIG["server"]["allowedHosts"]) == {"127.0.0.1", "localhost"}
    assert CONFIG["client"]["showErrorDetails"] == "none"
    assert CONFIG["client"]["showErrorLinks"] is False
    assert CONFIG["client"]["disableDataExport"] is True
    assert CONFIG["runner"]["postScriptGC"] is False


def test_labels_and_lines_are_on_the_figure_in_their_order_once_it_is_a_picture():
    figure = new_figure(LIGHT, "id", 100)
    for number in range(3):
        figure.add_annotation(text=str(number), x=0, y=number)
        figure.add_shape(type="line", x0=0, x1=1, y0=number, y1=number)
    drawn = Picture(figure, "tiga").figure.layout
    assert [label.text for label in drawn.annotations] == ["0", "1", "2"]
    assert [line.y0 for line in drawn.shapes] == [0, 1, 2]
    assert len(Picture(figure, "sekali").figure.layout.annotations) == 3


def test_a_finished_figure_is_told_with_all_that_was_put_on_it():
    figure = new_figure(LIGHT, "id", 100)
    figure.add_bar(x=[1], y=[2])
    assert "annotations" not in figure.to_dict()["layout"]
    figure.add_annotation(text="A.I", x=0, y=0)
    figure.add_shape(type="line", x0=0, x1=1, y0=0, y1=1)
    Picture(figure, "")
    told = figure.to_dict()
    assert told is figure.to_dict()
    assert [one["text"] for one in told["layout"]["annotations"]] == ["A.I"]
    assert [one["type"] for one in told["layout"]["shapes"]] == ["line"]
    assert told == go.Figure(figure).to_dict()
