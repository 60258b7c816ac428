"""Turns repaired text into typed syntax: outline, tokens, islands, clauses."""
