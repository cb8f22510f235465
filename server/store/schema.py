"""The file's tables, how an older file becomes a newer one, and how the file is opened."""

from __future__ import annotations

import sqlite3

from server.store.writer import StoreError

VERSION = 2

TABLES = """
CREATE TABLE person (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    avatar TEXT NOT NULL,
    about TEXT NOT NULL DEFAULT '',
    tz TEXT NOT NULL DEFAULT '',
    listed INTEGER NOT NULL DEFAULT 0,      -- wishes to be among those who were here today
    guest_until INTEGER NOT NULL DEFAULT 0, -- ms since 1970; 0 for a member
    host INTEGER NOT NULL DEFAULT 0,        -- of a guest
    pass INTEGER NOT NULL DEFAULT 0         -- of a guest
);
CREATE TABLE session (
    token BLOB PRIMARY KEY,  -- SHA-256 of the token
    person INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
    used INTEGER NOT NULL    -- ms since 1970
) WITHOUT ROWID;
CREATE INDEX session_person ON session(person);
CREATE TABLE chat (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used again, even after deletion
    at INTEGER NOT NULL,                   -- ms since 1970
    person INTEGER NOT NULL, ref TEXT NOT NULL, name TEXT NOT NULL,
    scope TEXT NOT NULL, floor TEXT NOT NULL, text TEXT NOT NULL, heard_by INTEGER NOT NULL,
    seq INTEGER NOT NULL DEFAULT 0,        -- the id, and a larger number after each change
    target INTEGER NOT NULL DEFAULT 0,     -- the reader of a direct message, or the room
    edited INTEGER NOT NULL DEFAULT 0, deleted INTEGER NOT NULL DEFAULT 0,
    UNIQUE (person, ref)
);
CREATE TABLE reader (
    person INTEGER NOT NULL,
    chat INTEGER NOT NULL REFERENCES chat(id) ON DELETE CASCADE,
    PRIMARY KEY (person, chat)
) WITHOUT ROWID;
CREATE INDEX reader_chat ON reader(chat);
"""

_SINCE_2 = """
CREATE TABLE presence (
    person INTEGER PRIMARY KEY REFERENCES person(id) ON DELETE CASCADE,
    floor TEXT NOT NULL, x INTEGER NOT NULL, y INTEGER NOT NULL, facing TEXT NOT NULL,
    wish TEXT NOT NULL, wish_until INTEGER NOT NULL, hand INTEGER NOT NULL,
    bubble INTEGER NOT NULL
);
CREATE UNIQUE INDEX chat_seq ON chat(seq);
CREATE INDEX chat_scope_at ON chat(scope, at);
CREATE INDEX chat_floor ON chat(floor, id) WHERE scope = 'floor';
CREATE TABLE room (
    floor TEXT NOT NULL, zone INTEGER NOT NULL,
    locked INTEGER NOT NULL, owner INTEGER NOT NULL, capacity INTEGER NOT NULL,
    PRIMARY KEY (floor, zone)
) WITHOUT ROWID;
CREATE TABLE room_for (
    floor TEXT NOT NULL, zone INTEGER NOT NULL, person INTEGER NOT NULL,
    PRIMARY KEY (floor, zone, person)
) WITHOUT ROWID;
CREATE TABLE note (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    floor TEXT NOT NULL, person INTEGER NOT NULL, ref TEXT NOT NULL, name TEXT NOT NULL,
    text TEXT NOT NULL, at INTEGER NOT NULL,
    UNIQUE (person, ref)
);
CREATE TABLE today (
    person INTEGER PRIMARY KEY REFERENCES person(id) ON DELETE CASCADE,
    at INTEGER NOT NULL  -- when they left, ms since 1970
);
CREATE TABLE pass (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    code BLOB NOT NULL UNIQUE,  -- SHA-256 of the code
    host INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
    note TEXT NOT NULL, expires INTEGER NOT NULL, used INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX pass_host ON pass(host);
"""

_FROM_1_TO_2 = f"""
ALTER TABLE person ADD COLUMN about TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN tz TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN listed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE person ADD COLUMN guest_until INTEGER NOT NULL DEFAULT 0;
ALTER TABLE person ADD COLUMN host INTEGER NOT NULL DEFAULT 0;
ALTER TABLE person ADD COLUMN pass INTEGER NOT NULL DEFAULT 0;
ALTER TABLE chat ADD COLUMN seq INTEGER NOT NULL DEFAULT 0;
ALTER TABLE chat ADD COLUMN target INTEGER NOT NULL DEFAULT 0;
ALTER TABLE chat ADD COLUMN edited INTEGER NOT NULL DEFAULT 0;
ALTER TABLE chat ADD COLUMN deleted INTEGER NOT NULL DEFAULT 0;
UPDATE chat SET seq = id;
DROP INDEX chat_at;
ALTER TABLE presence RENAME TO presence_1;
{_SINCE_2}
INSERT INTO presence SELECT person, floor, x, y, facing, iif(dnd, 'dnd', ''), 0, 0, bubble
    FROM presence_1;
DROP TABLE presence_1;
"""

_STEPS = {0: TABLES + _SINCE_2, 1: _FROM_1_TO_2}


def prepare(db: sqlite3.Connection) -> None:
    """Sets a fresh connection up and brings the file to this version. Raises StoreError for a file
    of a newer one."""
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")  # what is answered survives a power cut
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA secure_delete = ON")  # what is deleted is gone from the file too
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise StoreError(f"made by a newer version (schema {version}, known {VERSION})")
    if version < VERSION:
        db.executescript(f"BEGIN; {_STEPS[version]} PRAGMA user_version = {VERSION}; COMMIT;")
    empty_log(db)  # after a crash it may hold what was deleted


def empty_log(db: sqlite3.Connection) -> None:
    """Moves all of the log beside the file into it: the log would still hold what was deleted."""
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
