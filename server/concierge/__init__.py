"""The concierge: answers from what the windows have written down, or says that it can't (FAQ)."""
