"""The commands, one file each; each registers itself in COMMANDS."""
