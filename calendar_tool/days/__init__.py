"""What kind of day a date is: holidays, days around them, school breaks. Reads only its own data files."""
