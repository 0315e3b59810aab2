"""The hub of APIs: every operation of the organisation in one list."""
