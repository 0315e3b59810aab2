"""Documents that stand beside a record."""
