"""The explorer, and the plain lists of records by kind."""
