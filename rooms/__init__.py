"""The office as a pure machine: plans, movement, bubbles. No sockets, clock or files."""
