"""Turns files of real cases into what a change does to them: how many outcomes differ, for whom, by how much."""
