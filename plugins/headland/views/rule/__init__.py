"""What each rule means."""
