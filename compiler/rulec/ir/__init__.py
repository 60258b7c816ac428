"""Turns resolved syntax into the target-neutral meaning of an announcement, and runs it for reference."""
