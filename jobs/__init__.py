"""Time and order: journal, steps, daemon, config, command line, reports."""
