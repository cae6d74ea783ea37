"""Offices of every kind, their bodies, units, theme and numbering."""
