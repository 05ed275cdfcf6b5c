"""Rules as data: one definition serves checking and planning."""
