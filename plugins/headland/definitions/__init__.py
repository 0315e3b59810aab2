"""Definitions of APIs: one file a format, from text to one model that pages and checks share; imports core alone."""
