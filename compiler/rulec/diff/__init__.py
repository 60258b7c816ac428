"""Two compiled announcements → what changed, for whom, proved by a case."""
