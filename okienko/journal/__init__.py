"""The append-only record: audit, timeline, events and outbox are one thing."""
