"""Turns a rule set into what is wrong with it: gaps, overlaps, norms without effect, each with a case that shows it."""
