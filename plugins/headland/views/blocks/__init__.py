"""Blocks in Markdown pages: tables of records and graphs around one."""
