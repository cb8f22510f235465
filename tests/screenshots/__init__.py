"""Takes the pictures of docs/screens."""
