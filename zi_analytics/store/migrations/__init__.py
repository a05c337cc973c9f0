"""The way from any earlier store to today's; run by :mod:`zi_analytics.store.migrating`."""
