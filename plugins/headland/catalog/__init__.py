"""The catalog: records by reference, relations both ways, indexes, questions, audience and addresses."""
