"""The rules of reading, with their documentation: one file for each thing that is read."""
