"""What should be mended, by whom."""
