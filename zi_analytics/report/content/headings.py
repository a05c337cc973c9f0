"""What a document calls its chapters: one for all sections of a topic that follow each other."""

from __future__ import annotations

from zi_analytics.language.wording import msg, say
from zi_analytics.report.content.model import Topic

_HEADINGS: dict[Topic, str] = {
    Topic.STATE: msg("Points and predicate"),
    Topic.RULES: msg("Limits of the predicate"),
    Topic.AREAS: msg("Areas of change"),
    Topic.CHANGED: msg("Changes since the period before"),
    Topic.HELD_BACK: msg("What holds the predicate back"),
    Topic.QUESTIONS: msg("Questions with most points to gain"),
    Topic.EVIDENCE: msg("Evidence of the answers"),
    Topic.MISSING: msg("Units that have not handed in"),
    Topic.PLAN: msg("Action plan"),
    Topic.SOURCES: msg("Source of the figures"),
    Topic.INTRODUCTION: msg("Introduction"),
    Topic.RESULTS: msg("Results of the evaluation"),
    Topic.DIFFERENCES: msg("Answers beside each other"),
    Topic.ADVICE: msg("Notes and recommendations"),
    Topic.CONCLUSION: msg("Conclusion and proposal"),
    Topic.CLOSING: msg("Closing words"),
    Topic.MEETING: msg("The meeting"),
    Topic.AGENDA: msg("Agenda"),
    Topic.FOLLOWED: msg("What became of earlier decisions"),
    Topic.DISCUSSION: msg("Discussion"),
    Topic.DECISIONS: msg("Decisions"),
    Topic.DECLARED: msg("Declaration"),
    Topic.OUTREACH: msg("Outreach"),
    Topic.ASKED: msg("What is asked and what is missing"),
    Topic.UNITS: msg("State of the units"),
}


def heading_text(topic: Topic, language: str) -> str:
    """The heading of a chapter."""
    return say(_HEADINGS[topic], language)
