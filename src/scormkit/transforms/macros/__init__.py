"""Macros that are left when the reader is done: what the course answers, and what nobody can show."""
