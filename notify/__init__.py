"""Facts to letters out: notices, templates, transports."""
