"""What we keep, as text files that a person can read, diff and edit."""
