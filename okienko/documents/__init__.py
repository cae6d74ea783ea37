"""Files, letters and seals of an office."""
