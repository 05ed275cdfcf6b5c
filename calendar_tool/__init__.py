"""Reads Swedish meeting schedules, judges their dates and publishes them as calendar feeds."""

__version__ = "0.1.0"
