"""Turns normal text into words, figures and dates of the domain."""
