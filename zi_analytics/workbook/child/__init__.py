"""Child processes with limits: the only place where a file from a stranger is opened."""

from zi_analytics.workbook.child.pool import (
    Children,
    read_many,
    read_one,
    run_in_child,
    shutdown,
    warm_up,
)

__all__ = ["Children", "read_many", "read_one", "run_in_child", "shutdown", "warm_up"]
