"""What happened while one was away: the changes of records and pages, by day, and as feeds."""
