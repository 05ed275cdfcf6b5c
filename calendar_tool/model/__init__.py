"""What there is: bodies, meetings, series and schedules. No I/O, no clock, no printing."""
