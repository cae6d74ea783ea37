"""Drafts, answers, parties and receipts: what a resident sends, until it is accepted."""
