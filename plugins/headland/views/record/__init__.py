"""A record's page, for every kind."""
