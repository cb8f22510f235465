"""Service windows: tickets, queues, staff and hours, as a machine of its own (TICK, WIN, HOUR)."""
