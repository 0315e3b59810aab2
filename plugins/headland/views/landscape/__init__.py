"""The landscape: domains, the systems in them and their parts, as a map."""
