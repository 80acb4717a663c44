"""The domain: what a branch knows and decides. Pure: no I/O, no clock, no randomness, no logging."""
