"""Turns sentences into statements, dates and facts: what belongs together, and what it is about."""
