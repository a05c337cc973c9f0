"""What Streamlit's own theme cannot say: the browser's language and a few words of its widgets.

Only fixed text of ours enters the page here, never text from files or addresses.
"""

import json

import streamlit as st

from zi_analytics.charts.theme import DARK, LIGHT
from zi_analytics.language.wording import msg, say

_STYLE = """
<style>
.stMainBlockContainer {{ padding-top: 2.6rem; padding-bottom: 3rem; max-width: 90rem; }}
.stMainBlockContainer h1 {{ line-height: 1.2; padding-bottom: .2rem; }}
[data-testid="stFileUploaderDropzone"] {{ min-height: 6rem; align-items: center; }}
.stApp [data-testid="stCaptionContainer"], .stApp [data-testid="stCaptionContainer"] p,
.stApp [data-testid="stFileUploaderDropzoneInstructions"] span,
.stApp [data-testid="stTable"] th {{
  color: light-dark({light.muted}, {dark.muted}); opacity: 1; }}
.stApp [data-testid="stSidebarNavLink"] span {{
  color: light-dark({light.text}, {dark.text}); }}
.stApp button[kind^="primary"]:not(:disabled) p {{
  color: light-dark({light.background}, {dark.background}); }}
.stApp [data-testid="stMultiSelect"] [data-tag] * {{
  color: light-dark({light.background}, {dark.background}); }}
[data-testid="stTable"] td, [data-testid="stTable"] th {{ overflow-wrap: anywhere; }}
{words}
@media print {{
  [data-testid="stSidebar"], [data-testid="stHeader"], .stButton {{ display: none; }}
}}
</style>
"""
_WORDS = """
[data-testid="stFileUploaderDropzone"] button [data-testid="stMarkdownContainer"] p {{
  font-size: 0; }}
[data-testid="stFileUploaderDropzone"] button [data-testid="stMarkdownContainer"] p::after {{
  font-size: 1rem; content: {button}; }}
[data-testid="stFileUploaderDropzoneInstructions"] span {{ font-size: 0; }}
[data-testid="stFileUploaderDropzoneInstructions"] span::after {{
  font-size: .875rem; white-space: normal; content: var(--drop-hint, {hint}); }}
{hints}
"""
_HINTS = {
    "drop-backup": msg("or drop it here: .db"),
    "drop-logo": msg("or drop it here: .png or .jpg"),
    "drop-template": msg("or drop it here: .docx"),
    "drop-survey": msg("or drop it here: .xlsx, .xls, .ods or .csv"),
    "drop-units": msg("or drop it here: .xlsx, .xls or .ods"),
    "drop-plan": msg("or drop it here: .xlsx, .xls or .ods"),
}
"""Drop zones that take something else than worksheets, by the key of their container."""

_SET_LANGUAGE = st.components.v2.component(
    "page_language",
    js="""export default function ({ data }) {
  document.documentElement.lang = data.language;
  // The first visit after a start, when it asks for a page by its address, is told by Streamlit
  // that there is no such page, and gets the page all the same.
  for (const dialog of document.querySelectorAll('[role="dialog"]')) {
    if (dialog.innerText.startsWith("Page not found")) dialog.querySelector("button")?.click();
  }
}""",
)


def apply_look(language: str) -> None:
    """Tell the browser the page's language and put our words into the widgets."""
    hints = "\n".join(
        f".st-key-{key} {{ --drop-hint: {json.dumps(say(hint, language))}; }}"
        for key, hint in _HINTS.items()
    )
    words = _WORDS.format(
        hints=hints,
        button=json.dumps(say("Choose files", language)),
        hint=json.dumps(
            say("or drop them here: .xlsx, .xlsm, .xls, .ods, .xlsb or a .zip", language),
        ),
    )
    st.html(_STYLE.format(words=words, light=LIGHT, dark=DARK))
    _SET_LANGUAGE(key="page_language", data={"language": language}, height=0)
