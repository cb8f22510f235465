"""Session tokens, codes of guests' passes, and the names people give themselves.

A token is 256 random bits, a code 128. Only their hashes are stored, so that a copy of the
database opens no session.
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


def new_code() -> str:
    """A fresh code of a guest's pass, safe in a URL."""
    return secrets.token_urlsafe(16)


def token_hash(token: str) -> bytes:
    """What is stored of a token or of a code."""
    return hashlib.sha256(token.encode(errors="surrogatepass")).digest()


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
    padded = f" {cleaned} "
    shown = all(_visible(*padded[i : i + 3]) for i in range(len(cleaned)))
    if not shown or not any(unicodedata.category(character)[0] in "LNPS" for character in cleaned):
        raise UnusableNameError("only characters that can be seen")
    return cleaned


_JOINER, _EMOJI_LOOK = "\u200d", "\ufe0f"
_BLANK_LETTERS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"


def _visible(before: str, character: str, after: str) -> bool:
    """Whether a character shows between its neighbours.

    Two kinds that do not are honest in their place: the joiner inside emoji and behind a virama,
    and the selectors of variants behind emoji and kanji.
    """
    category = unicodedata.category
    if character == _JOINER:
        emoji = before == _EMOJI_LOOK or category(before) in ("So", "Sk")
        virama = unicodedata.combining(before) == 9
        return (emoji and category(after) in ("So", "Sm")) or virama
    if "\ufe00" <= character <= _EMOJI_LOOK or "\U000e0100" <= character <= "\U000e01ef":
        kanji = unicodedata.name(before, "").startswith("CJK ")
        return kanji or category(before) in ("So", "Sm")
    hidden = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
    return character not in _BLANK_LETTERS and category(character) not in hidden
