"""Voice and video: relays, and the media servers that connect crowds (docs/voice.md)."""
