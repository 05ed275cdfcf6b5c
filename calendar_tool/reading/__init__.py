"""Documents in, meetings out."""
