"""How slides look: the program's frame away, large letters, paper for printing.

Only fixed text of ours enters the page here.
"""

import streamlit as st

_FRAMELESS = """
<style>
[data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stToolbar"],
[data-testid="stStatusWidget"], [data-testid="stExpandSidebarButton"] { display: none !important; }
.stMainBlockContainer { padding: 0 !important; max-width: none !important; }
.stMainBlockContainer > [data-testid="stVerticalBlock"],
[data-testid="stVerticalBlock"]:has(> [data-testid="stLayoutWrapper"] > .st-key-stage) { gap: 0; }
[data-testid="stElementContainer"]:has(> .stHtml style),
.st-key-page_language { position: absolute; height: 0; overflow: hidden; }
</style>
"""
_SLIDES = """
<style>
[class*="st-key-stage"] {
  --text: clamp(1rem, min(1.76vw, 3.15vh), 2.1rem);
  --title: clamp(1.5rem, min(3vw, 5.4vh), 3.6rem);
  padding: min(3.4vh, 2.4rem) 4.4vw 0; gap: calc(var(--text) * .7); }
.st-key-stage { min-height: 100dvh; padding-bottom: 4.3rem !important; }
[class*="st-key-stage"] h2 {
  font-size: var(--title); line-height: 1.18; font-weight: 650; padding: 0; margin: 0;
  text-wrap: balance; }
[class*="st-key-stage"] p, [class*="st-key-stage"] li, [class*="st-key-stage"] td,
[class*="st-key-stage"] th { font-size: var(--text); line-height: 1.35; }
[class*="st-key-stage"] > * { flex-shrink: 0; }
[class*="st-key-stage"] [data-testid="stHeading"] { margin-bottom: calc(var(--text) * .35); }
[class*="st-key-stage"] [data-testid="stMarkdownContainer"]:has(table) { overflow-x: auto; }
[class*="st-key-stage"] table { width: 100%; border: 0; border-collapse: collapse; }
[class*="st-key-stage"] td, [class*="st-key-stage"] th {
  font-size: calc(var(--text) * .92); line-height: 1.28; border: 0;
  border-bottom: 1px solid light-dark(#D3DAE0, #34404B);
  padding: calc(var(--text) * .18) calc(var(--text) * .6) calc(var(--text) * .18) 0; }
[class*="st-key-stage"] :is(td, th) + :is(td, th) { padding-left: calc(var(--text) * .6); }
[class*="st-key-stage"] td:last-child, [class*="st-key-stage"] th:last-child { padding-right: 0; }
[class*="st-key-stage"] th { color: light-dark(#55616D, #A9B5C0); font-weight: 500;
  border-bottom-width: 2px; vertical-align: bottom; }
[class*="st-key-stage"] td { font-variant-numeric: tabular-nums; }
[class*="st-key-stage"] tbody:not(:has(tr:nth-child(8))) td {
  padding-top: calc(var(--text) * .38); padding-bottom: calc(var(--text) * .38); }
[class*="st-key-stage"] tbody:not(:has(tr:nth-child(5))) td {
  padding-top: calc(var(--text) * .6); padding-bottom: calc(var(--text) * .6); }
[class*="st-key-above"] p { font-size: calc(var(--text) * .8); }
[class*="st-key-above"] { gap: 0; }
[class*="st-key-big"] p { line-height: 1; font-size: min(15vw, 27vh); font-weight: 650;
  letter-spacing: -.03em; font-variant-numeric: tabular-nums; }
[class*="st-key-of-"] p { font-size: calc(var(--text) * 1.1); }
[class*="st-key-cover"] { justify-content: center; min-height: 62vh; gap: 1.2vh; }
[class*="st-key-cover"] h2 { font-size: clamp(2rem, min(5.4vw, 10vh), 6.5rem); }
[data-testid="stLayoutWrapper"]:has(> [class*="st-key-links"]) { margin-top: auto; }
[class*="st-key-links"] { gap: 0 calc(var(--text) * .5); flex-wrap: wrap; }
[class*="st-key-links"] p { font-size: max(.85rem, calc(var(--text) * .7)); line-height: 1.3; }
[class*="st-key-links"] a { padding: .05rem .2rem;
  min-height: max(1.6rem, calc(var(--text) * 1.05)); }
[data-testid="stLayoutWrapper"]:has(> [data-testid="stHorizontalBlock"] [class*="st-key-big"]) {
  margin-top: auto; margin-bottom: auto; }
.st-key-slide-keys { position: fixed; left: 0; right: 0; bottom: 0; width: auto; z-index: 5;
  padding: 0 4.4vw .3rem; background: light-dark(#FFFFFF, #11181F); }
.st-key-notes { display: none; }
html[data-zi-notes="open"] .st-key-notes {
  display: flex; position: fixed; left: 4.4vw; right: 4.4vw; bottom: 4.4rem; z-index: 6;
  max-height: 46vh; overflow: auto; padding: 1rem 1.4rem; gap: .3rem;
  background: light-dark(#F3F6F8, #1A232C); border: 1px solid light-dark(#D3DAE0, #34404B);
  border-radius: .5rem; }
.st-key-notes p { font-size: calc(var(--text) * .75); }
.st-key-decide { display: none; }
html[data-zi-decide="open"] .st-key-decide {
  display: flex; position: fixed; right: 0; top: 0; bottom: 4.1rem; z-index: 7;
  width: min(30rem, 100vw); overflow: auto; padding: 1.6rem 1.5rem 1rem; gap: .8rem;
  background: light-dark(#F3F6F8, #1A232C); border-left: 1px solid light-dark(#D3DAE0, #34404B); }
.st-key-decide [data-testid="InputInstructions"] { display: none; }
.st-key-decide h3 { font-size: 1.5rem; padding: 0; }
.st-key-decide p, .st-key-decide textarea, .st-key-decide input { font-size: 1.1rem; }
@media (max-width: 700px) {
  [class*="st-key-stage"] { padding: 1rem 1rem 0; }
  .st-key-slide-keys { padding: 0 .5rem .3rem; }
  [class*="st-key-big"] p { font-size: 24vw; }
  html[data-zi-notes="open"] .st-key-notes { left: .5rem; right: .5rem; }
}
</style>
"""


def frameless() -> None:
    """Take the program's frame away and set the size of everything by the window's."""
    st.html(_FRAMELESS)
    st.html(_SLIDES)


def letters(width: int, height: int) -> int:
    """The size of a chart's letters for a window, in pixels: that of the text beside it."""
    return round(min(max(14.0, min(width * 0.0155, height * 0.028)), 29.0))


_PAPER = """
<style>
[data-testid="stVerticalBlock"]:has(> [data-testid="stLayoutWrapper"] > [class*="st-key-stage-"]) {
  gap: 0; }
.stApp [class*="st-key-stage-"] { --text: 18px; --title: 31px; width: 1056px; height: 720px;
  padding: 30px 42px 16px; margin: 0 auto; overflow: hidden;
  border-bottom: 1px solid light-dark(#D3DAE0, #34404B); }
[class*="st-key-stage-"] [class*="st-key-big"] p { font-size: 150px; }
[class*="st-key-stage-"] [class*="st-key-cover"] { min-height: 560px; }
[class*="st-key-stage-"] [class*="st-key-cover"] h2 { font-size: 58px; }
.st-key-print-bar { padding: .6rem 4.4vw; }
@page { size: A4 landscape; margin: 8mm; }
@media print {
  .st-key-print-bar, .stApp [class*="st-key-links"] { display: none !important; }
  .stApp [class*="st-key-stage-"] { border: 0; height: 700px; margin: 0; }
  [data-testid="stLayoutWrapper"]:has(> [class*="st-key-stage-"]) ~
    [data-testid="stLayoutWrapper"]:has(> [class*="st-key-stage-"]) { break-before: page; }
}
</style>
"""


def paper() -> None:
    """One slide a page, A4 across, whatever the window's size is."""
    st.html(_PAPER)
