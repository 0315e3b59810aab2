"""The rules, one file each: documentation on top, the check below."""
