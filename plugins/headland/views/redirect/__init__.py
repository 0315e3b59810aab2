"""Small pages that lead from a record's address to its page among the documents."""
