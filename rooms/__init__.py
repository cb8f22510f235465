"""The office as a pure machine: plans, movement, bubbles. No sockets, clock, randomness or files."""
