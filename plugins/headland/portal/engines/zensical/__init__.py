"""Zensical as the engine: it draws the frame of every page, and sees no word that an author wrote.

The docs are rendered here, and staged as pages that hold nothing but tokens (see `headland.portal.shell`): for a page's
content, for its headings, for every title in the nav. What Zensical makes of them is split at the tokens and filled.
Only it runs Zensical, in a process of its own.
"""
