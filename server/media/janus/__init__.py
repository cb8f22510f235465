"""Janus: a media server of our own making no part of which is ours; we start, drive and mend it."""
