"""What surrounds every page: set-up, the sidebar, the list of pages."""

import logging
import secrets
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage
from streamlit.runtime.pages_manager import PagesManager

from pages.shared.asking import show_question
from pages.shared.literal import literal
from pages.shared.look import apply_look
from pages.shared.opened import one_state
from pages.shared.words import language, language_switch, t
from zi_analytics.finding_text import message, remedy
from zi_analytics.language.wording import msg
from zi_analytics.store import StoreError

_LOG = logging.getLogger("zi_analytics")
_MADE_AGAIN = "first-run-made-again"
_HERE = Path(__file__).resolve().parent
_PAGES = _HERE.parent
_FIRST = "analysis/overview/page.py"
_SECTIONS = {
    msg("Analysis"): [
        (_FIRST, msg("Overview"), "ringkasan"),
        ("analysis/weak_areas/page.py", msg("Weak areas"), "area-lemah"),
        ("analysis/units/page.py", msg("Between units"), "antar-unit"),
        ("analysis/periods/page.py", msg("Between periods"), "antar-periode"),
        ("analysis/assessors/page.py", msg("Between assessors"), "antar-penilai"),
        ("analysis/evidence/page.py", msg("Evidence"), "bukti-dukung"),
    ],
    msg("Progress"): [
        ("progress/road/page.py", msg("Road to WBK/WBBM"), "menuju-predikat"),
        ("progress/action_plan/page.py", msg("Action plan"), "rencana-aksi"),
        ("progress/surveys/page.py", msg("Surveys"), "survei"),
        ("progress/declaration/page.py", msg("Declaration"), "pencanangan"),
    ],
    msg("Meeting"): [
        ("meeting/presentation/page.py", msg("Slides"), "paparan"),
    ],
    msg("Data"): [
        ("data/upload/page.py", msg("Upload"), "unggah"),
        ("data/assessments/page.py", msg("Assessments"), "penilaian"),
        ("data/units/page.py", msg("Units and periods"), "unit"),
        ("data/storage/page.py", msg("Backup"), "cadangan"),
    ],
}
"""The pages: file, title, and what stands in the address."""


def prepare() -> None:
    """Title, icon, layout and the language of the page; first thing in a run."""
    st.set_page_config(
        page_title="ZI Analytics",
        page_icon=str(_HERE / "icon.png"),
        layout="wide",
        initial_sidebar_state=236,
    )
    st.logo(str(_HERE / "icon.png"), size="large")
    with st.sidebar:
        language_switch()
    apply_look(language())


def navigation() -> StreamlitPage:
    """The pages a visitor may open, in sections; returns the one that is open."""
    # Because there is a folder called pages, Streamlit takes the very first run after a start for
    # one of its older kind of apps, in which widgets have other identities: whatever a visitor
    # does in it would be lost. st.navigation ends that; the run is made once more.
    is_first_run = bool(PagesManager.uses_pages_directory)
    page = st.navigation(
        {
            t(section): [
                st.Page(_PAGES / file, title=t(title), url_path=address, default=file == _FIRST)
                for file, title, address in pages
            ]
            for section, pages in _SECTIONS.items()
        },
        # All of them: folded, Streamlit says "View more" in English and hides half.
        expanded=True,
    )
    if is_first_run and not st.session_state.get(_MADE_AGAIN):
        st.session_state[_MADE_AGAIN] = True
        st.rerun()
    return page


def run_page(page: StreamlitPage) -> None:
    """Run the open page; what goes wrong becomes a sentence, never a traceback or a path."""
    try:
        with one_state():
            page.run()
            show_question()
    except StoreError as error:
        _LOG.warning("store: %s", error.code)
        finding = error.finding
        st.error(literal(f"{message(finding, language())} {remedy(finding, language())}"))
    except Exception:
        reference = secrets.token_hex(4)
        _LOG.exception("reference %s", reference)
        st.error(
            t(
                "Something went wrong in the program. What is stored is unharmed. Load the page "
                "again; if it stays, report the number {reference}.",
                reference=reference,
            )
        )
