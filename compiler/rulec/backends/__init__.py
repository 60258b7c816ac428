"""Turns a rule set into texts of a target: one flat per target, no doors between them."""
