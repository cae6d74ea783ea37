"""A matter from opening to archive: tasks, deadline ledger, letters, outcome."""
