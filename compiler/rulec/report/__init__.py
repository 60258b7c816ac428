"""Turns a rule set, its text and its decisions into words: a literate page, an outline, JSON, sentences to forward."""
