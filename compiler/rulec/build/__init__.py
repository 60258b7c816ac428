"""Turns a project folder of announcements into compiled rule sets, generated modules, and the verdict of their scenarios."""
