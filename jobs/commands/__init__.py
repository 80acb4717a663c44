"""One module a command: `run(asked) -> exit code`."""
