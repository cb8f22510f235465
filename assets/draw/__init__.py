"""The sample town's pixel art and maps, drawn by code: `python -m assets.draw`."""
