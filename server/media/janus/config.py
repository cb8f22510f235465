"""The configuration of the Janus that we run: two plugins, one private way in, and no recording."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_NEEDLESS_PLUGINS = (
    "duktape",
    "echotest",
    "lua",
    "nosip",
    "recordplay",
    "sip",
    "streaming",
    "textroom",
    "videocall",
    "voicemail",
)
_NEEDLESS_TRANSPORTS = ("http", "mqtt", "nanomsg", "pfunix", "rabbitmq")


@dataclass(frozen=True, slots=True)
class JanusOptions:
    """What an operator may say about it."""

    ports: str = "20000-20999"  # for media, UDP; the only ones that others have to reach
    address: str = ""  # a public one that is not the machine's own, as behind 1:1 NAT


@dataclass(frozen=True, slots=True)
class Secrets:
    """New for each start."""

    api: str
    admin: str  # of the plugins: who may make rooms


def write(folder: Path, socket: Path, options: JanusOptions, secrets: Secrets) -> Path:
    """Writes the configuration into a folder; returns its main file.

    The way in is a socket in the file system, in a folder that nobody else may look into: no port
    is open but those of media. The admin interface is off (VOICE-14).
    """
    mapping = f'nat_1_1_mapping = "{options.address}"\n  keep_private_host = true'
    nat = mapping if options.address else ""
    main = _write(
        folder / "janus.jcfg",
        f"""
general: {{
  configs_folder = "{folder}"
  api_secret = "{secrets.api}"
  admin_secret = "{secrets.admin}"
  debug_level = 2
  session_timeout = 60
}}
media: {{
  rtp_port_range = "{options.ports}"
}}
nat: {{
  {nat}
}}
plugins: {{
  disable = "{_libraries(_NEEDLESS_PLUGINS)}"
}}
transports: {{
  disable = "{_libraries(_NEEDLESS_TRANSPORTS)}"
}}
loggers: {{
  disable = "{_libraries(("jsonlog",))}"
}}
""",
    )
    _write(
        folder / "janus.transport.websockets.jcfg",
        f"""
general: {{
  json = "compact"
  ws = true
  ws_unix = "{socket}"
  wss = false
}}
admin: {{
  admin_ws = false
  admin_wss = false
}}
""",
    )
    for plugin in ("videoroom", "audiobridge"):
        _write(
            folder / f"janus.plugin.{plugin}.jcfg",
            f"""
general: {{
  string_ids = true
  admin_key = "{secrets.admin}"
}}
""",
        )
    return main


def _libraries(names: tuple[str, ...]) -> str:
    return ",".join(f"libjanus_{name}.so" for name in names)


def _write(path: Path, text: str) -> Path:
    path.touch(mode=0o600)
    path.write_text(text.lstrip("\n"), encoding="utf-8")
    return path
