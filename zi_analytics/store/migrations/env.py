"""Alembic runs inside the transaction that :mod:`zi_analytics.store.migrating` has begun."""

from __future__ import annotations

from alembic import context

from zi_analytics.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
