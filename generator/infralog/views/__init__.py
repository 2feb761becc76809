"""What a page, feed or document shows, as data; pure functions of the log."""
