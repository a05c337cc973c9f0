"""Plans for tests: actions as the dossier would give them, without a store."""

from datetime import UTC, datetime

from zi_analytics.programme.actions import KIND, Action
from zi_analytics.programme.documents import Kept
from zi_analytics.store import Item

WRITTEN = datetime(2026, 1, 10, 8, tzinfo=UTC)


def planned(*actions: Action, unit: str = "kraton", at: datetime = WRITTEN) -> list[Kept[Action]]:
    """The actions as kept, numbered from 1."""
    return [
        Kept(Item(number, KIND, unit, "", 1, {}, at, "siti", False, at), action)
        for number, action in enumerate(actions, start=1)
    ]
