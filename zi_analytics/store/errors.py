"""What the store says when it cannot do what was asked."""

from __future__ import annotations

from zi_analytics.findings import Detail, Finding


class StoreError(Exception):
    """The store could not do it, and nothing was changed.

    ``code`` is a kind in :data:`zi_analytics.finding_kinds.KINDS`; ``details`` are what its
    sentence mentions.
    """

    def __init__(self, code: str, **details: Detail) -> None:
        super().__init__(code)
        self.code = code
        self.details = details

    @property
    def finding(self) -> Finding:
        """The same as a finding, for showing it."""
        return Finding(self.code, details=tuple(sorted(self.details.items())))

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuilt, (self.code, self.details)


def _rebuilt(code: str, details: dict[str, Detail]) -> StoreError:
    return StoreError(code, **details)
