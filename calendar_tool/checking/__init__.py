"""Judges schedules and dates by clashes, days and rules. No I/O, no clock, no printing."""
