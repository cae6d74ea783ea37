"""For whom we act: office context, tenant model and key, row-level policies, ids, clock, permit."""
