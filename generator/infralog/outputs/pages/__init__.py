"""Every page of the log, by kind."""
