"""Prose: Markdown and HTML that people wrote, rendered, made safe, linked and read; knows no engine."""

from headland.prose.blocks import Block, find_blocks, with_blocks
from headland.prose.links import Card, EntityLink, LinkTarget, Resolve, find_entity_links, rewrite_links
from headland.prose.markdown import Heading, RenderedPage, render_markdown, render_page
from headland.prose.plain import Section, plain_text, sections
from headland.prose.sanitising import sanitise
from headland.prose.time_limit import TooSlow, time_limit

__all__ = [
    "Block",
    "Card",
    "EntityLink",
    "Heading",
    "LinkTarget",
    "RenderedPage",
    "Resolve",
    "Section",
    "TooSlow",
    "find_blocks",
    "find_entity_links",
    "plain_text",
    "render_markdown",
    "render_page",
    "rewrite_links",
    "sanitise",
    "sections",
    "time_limit",
    "with_blocks",
]
