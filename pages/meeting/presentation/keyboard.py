"""The row of buttons below a slide, and the keys that do the same without a click.

All that a key does at once is done in the browser: notes and the form open there, and the number
of the slide moves. The program is told only which slide is wanted, so that quick presses add up.
"""

from collections.abc import Callable

import streamlit as st

from pages.shared.words import t

_CSS = """
.zi-keys { font-family: var(--st-font); color: var(--st-text-color);
  font-size: clamp(1rem, 1.2vw, 1.45rem); }
.zi-keys .bar { display: flex; align-items: center; gap: .25rem; }
.zi-keys button { font: inherit; color: inherit; background: transparent; border: 0;
  cursor: pointer; border-radius: .4rem; min-height: 2.6rem; min-width: 2.6rem; padding: 0 .7rem;
  white-space: nowrap; }
.zi-keys button:hover { background: var(--st-secondary-background-color); }
.zi-keys button:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: -3px; }
.zi-keys button:disabled { opacity: .35; cursor: default; background: transparent; }
.zi-keys button[aria-pressed="true"] { background: var(--st-primary-color);
  color: var(--st-background-color); }
.zi-keys .place { min-width: 4.2rem; text-align: center; font-variant-numeric: tabular-nums;
  font-weight: 600; }
.zi-keys .space { flex: 1; }
.zi-keys svg { width: 1.15em; height: 1.15em; vertical-align: -.2em; fill: none;
  stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
.zi-keys .line { height: 3px; background: var(--st-border-color); margin-bottom: .35rem; }
.zi-keys .line div { height: 3px; background: var(--st-primary-color); transition: width .15s; }
@media (max-width: 900px) {
  .zi-keys .word { display: none; }
  .zi-keys button { padding: 0 .4rem; }
}
"""

_JS = """
const KEYS = {
  ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, Enter: 1,
  ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Backspace: -1,
};
const FIELDS = 'input, textarea, select, [contenteditable="true"], [role="combobox"], ' +
  '[role="listbox"], [role="dialog"], [role="slider"], [role="spinbutton"]';
const SIGNS = {
  previous: "M15 5l-7 7 7 7", next: "M9 5l7 7-7 7",
  decide: "M4 20l1-4L16 5l3 3L8 19z", leave: "M6 6l12 12M18 6L6 18",
  notes: "M9 9a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.4M12 18v.1",
  full: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
};
const OPEN = '[data-st-overlay-root] :is([role="dialog"], [role="listbox"], [role="grid"])';
const root = document.documentElement;
const state = new WeakMap();

const say = (place, data) => {
  place.querySelector(".place").textContent = `${place.slide}/${data.slides}`;
  place.querySelector(".line div").style.width = `${100 * place.slide / data.slides}%`;
  place.querySelector(".previous").disabled = place.slide <= 1;
  place.querySelector(".next").disabled = place.slide >= data.slides;
  place.querySelector(".notes").setAttribute("aria-pressed", root.dataset.ziNotes === "open");
  place.querySelector(".decide").setAttribute("aria-pressed", root.dataset.ziDecide === "open");
};

export default function (component) {
  const { data, parentElement, setTriggerValue, setStateValue } = component;
  let held = state.get(parentElement);
  if (!held) {
    held = { wanted: null };
    state.set(parentElement, held);
    const place = Object.assign(document.createElement("div"), { className: "zi-keys" });
    const make = (name) => {
      const made = document.createElement("button");
      made.className = name;
      made.type = "button";
      const space = "http://www.w3.org/2000/svg";
      const sign = document.createElementNS(space, "svg");
      sign.setAttribute("viewBox", "0 0 24 24");
      sign.append(document.createElementNS(space, "path"));
      sign.firstChild.setAttribute("d", SIGNS[name]);
      made.append(sign);
      made.append(Object.assign(document.createElement("span"), { className: "word" }));
      return made;
    };
    const bar = Object.assign(document.createElement("div"), { className: "bar" });
    const line = Object.assign(document.createElement("div"), { className: "line" });
    line.append(document.createElement("div"));
    const number = Object.assign(document.createElement("span"), { className: "place" });
    number.setAttribute("aria-live", "polite");
    bar.append(make("previous"), number, make("next"),
      Object.assign(document.createElement("span"), { className: "space" }),
      make("decide"), make("notes"), make("full"),
      make("leave"));
    place.append(line, bar);
    parentElement.append(place);
    held.place = place;
    held.keydown = (event) => held.press(event);
    held.resize = () => {
      clearTimeout(held.later);
      held.later = setTimeout(() => held.measure(), 200);
    };
    // Before anything else hears it: a list that Escape closes must still be seen as open.
    window.addEventListener("keydown", held.keydown, true);
    window.addEventListener("resize", held.resize);
  }
  const place = held.place;
  if (held.wanted === null || held.wanted === data.slide) {
    held.wanted = null;
    place.slide = data.slide;
  }
  for (const [name, [word, hint]] of Object.entries(data.words)) {
    const button = place.querySelector(`.${name}`);
    button.querySelector(".word").textContent = word ? ` ${word}` : "";
    button.title = hint;
    button.setAttribute("aria-label", hint);
  }
  say(place, data);

  const turn = (to) => {
    const wanted = Math.min(Math.max(to, 1), data.slides);
    if (wanted === place.slide) return;
    place.slide = held.wanted = wanted;
    say(place, data);
    setTriggerValue("turn", wanted);
  };
  const leave = () => {
    if (document.fullscreenElement) document.exitFullscreen();
    setTriggerValue("leave", true);
  };
  const full = () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else root.requestFullscreen?.().catch(() => {});
  };
  const fold = (name) => {
    const open = root.dataset[name] !== "open";
    root.dataset[name] = open ? "open" : "shut";
    say(place, data);
    if (!open) document.activeElement?.blur();
    else if (name === "ziDecide") {
      if (!data.deciding) setTriggerValue("deciding", true);
      const begin = performance.now();
      const enter = () => {
        const field = document.querySelector(".st-key-decide textarea");
        if (field) field.focus();
        else if (performance.now() - begin < 5000) setTimeout(enter, 30);
      };
      setTimeout(enter, 30);
    }
  };
  const actions = {
    previous: () => turn(place.slide - 1), next: () => turn(place.slide + 1),
    decide: () => fold("ziDecide"), notes: () => fold("ziNotes"), full, leave,
  };
  for (const [name, act] of Object.entries(actions))
    place.querySelector(`.${name}`).onclick = (event) => {
      act();
      if (name !== "decide") event.currentTarget.blur();
    };

  held.press = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const target = event.composedPath()[0];
    const typing = target instanceof Element && target.closest(FIELDS);
    if (event.key === "Escape") {
      // A list or calendar that is open is closed first, then the form, then the slides.
      if (document.querySelector(OPEN)) return;
      event.preventDefault();
      if (root.dataset.ziDecide === "open") fold("ziDecide");
      else leave();
      return;
    }
    if (typing) return;
    const pressable = target instanceof Element && target.closest("button, a, summary");
    if (pressable && (event.key === " " || event.key === "Enter")) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const act = key in KEYS ? () => turn(place.slide + KEYS[key])
      : { Home: () => turn(1), End: () => turn(data.slides), f: full,
          n: actions.notes, k: actions.decide }[key];
    if (!act) return;
    event.preventDefault();
    if (!event.repeat) act();
  };
  held.measure = () => {
    const step = (length) => Math.round(length / 40) * 40;
    const room = [step(window.innerWidth), step(window.innerHeight)];
    if (String(room) !== String(data.room)) setStateValue("room", room);
  };
  held.measure();

  return () => {
    window.removeEventListener("keydown", held.keydown, true);
    window.removeEventListener("resize", held.resize);
    delete root.dataset.ziNotes;
    delete root.dataset.ziDecide;
    state.delete(parentElement);
  };
}
"""
_BAR = st.components.v2.component("slide_keys", css=_CSS, js=_JS, isolate_styles=False)
KEY = "slide-keys"
DECIDING = "deciding"
_USUAL = (1360, 760)
_LEAST, _MOST = 240, 8000


def room() -> tuple[int, int]:
    """Width and height of the browser's window in pixels, as it said last, in steps of 40."""
    said = (st.session_state.get(KEY) or {}).get("room")
    if not isinstance(said, list) or len(said) != 2:
        return _USUAL
    if not all(isinstance(one, int | float) and _LEAST <= one <= _MOST for one in said):
        return _USUAL
    return int(said[0]), int(said[1])


def is_deciding() -> bool:
    """Whether the form for decisions was opened in this visit: until then turns are quicker
    without it, and from then on it keeps what was typed while it is hidden."""
    return bool(st.session_state.get(DECIDING))


def _open() -> None:
    st.session_state[DECIDING] = True


def show_bar(
    slide: int, slides: int, turn: Callable[[int], None], leave: Callable[[], None]
) -> None:
    """The row of buttons; ``turn`` is called with the number of the slide that is wanted."""

    def turned() -> None:
        wanted = st.session_state[KEY].turn
        if isinstance(wanted, int | float):
            turn(int(wanted))

    def left() -> None:
        if st.session_state[KEY].leave:
            leave()

    _BAR(
        key=KEY,
        data={
            "slide": slide,
            "slides": slides,
            "room": list(room()),
            "deciding": is_deciding(),
            "words": {
                "previous": ["", t("Previous slide (←)")],
                "next": ["", t("Next slide (→ or space)")],
                "decide": [t("Decision"), t("Write a decision (K)")],
                "notes": [t("Where from?"), t("Where the numbers come from (N)")],
                "full": [t("Full screen"), t("Full screen (F)")],
                "leave": [t("Leave"), t("Leave the slides (Esc)")],
            },
        },
        on_turn_change=turned,
        on_leave_change=left,
        on_room_change=lambda: None,
        on_deciding_change=_open,
    )
