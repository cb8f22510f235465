"""Session tokens, and the names people give themselves.

A token is 256 random bits. Only its hash is stored, so that a copy of the database opens no
session.
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata

from server.wire.http import NAME_LENGTH


class UnusableNameError(ValueError):
    """A name that can't be used; the text says what was expected."""


def new_token() -> str:
    """A fresh token, safe in a URL and in a header."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> bytes:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).digest()


def clean_name(name: str) -> str:
    """A display name, normalised and trimmed.

    Raises UnusableNameError for an empty or overlong one, and for characters that don't show or
    that turn the text around them: with those one could pass for somebody else.
    """
    cleaned = " ".join(unicodedata.normalize("NFC", name).split())
    if not cleaned:
        raise UnusableNameError(f"1 to {NAME_LENGTH} characters")
    if len(cleaned) > NAME_LENGTH:
        raise UnusableNameError(f"at most {NAME_LENGTH} characters, got {len(cleaned)}")
    if not all(_visible(character) for character in cleaned):
        raise UnusableNameError("only characters that can be seen")
    return cleaned


def _visible(character: str) -> bool:
    """The joiner inside emoji is the one invisible character with an honest use."""
    hidden = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
    return character == "\u200d" or unicodedata.category(character) not in hidden
