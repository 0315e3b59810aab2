"""The words that all rooms share; imports nothing of Headland outside itself."""
