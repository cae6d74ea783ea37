"""Plays stories of services through the real actions, with the clock moved."""
