"""A file given to a child: what comes back, or the refusal as a value."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from zi_analytics.findings import Refused
from zi_analytics.workbook.child import Children


def outcome(children: Children, function: Callable[..., Any], data: bytes, name: str) -> Any:
    """What ``function`` makes of the file in a child, or the Refused itself."""
    try:
        return children.run(function, data, name)
    except Refused as refused:
        return refused


def code_of(result: Any) -> str:
    """The code of a refusal; "" for a file that was read."""
    return result.finding.code if isinstance(result, Refused) else ""
