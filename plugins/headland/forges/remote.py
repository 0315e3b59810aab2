"""Addresses of remotes: the forms that git takes, read into host and path, without credentials."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

_SCP = re.compile(r"(?:[^@/:\s]+@)?(\[?[A-Za-z0-9.:-]+?\]?):(?!//)(.+)\Z", re.DOTALL)
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?\Z")
_PATH = re.compile(r"[^\x00-\x1f\x7f\\]+\Z")
_SCHEMES = {"https", "http", "ssh", "git", "git+ssh", "git+https"}


@dataclass(frozen=True, slots=True)
class Remote:
    """A repository on a host. `path` is without `.git` and slashes at its ends; `port` is the web's."""

    host: str
    path: str
    port: int | None = None

    @property
    def web(self) -> str:
        """The beginning of the forge's addresses, without a slash at its end."""
        return f"https://{self.host}" if self.port is None else f"https://{self.host}:{self.port}"

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of the path."""
        return tuple(self.path.split("/"))


def parse_remote(text: str) -> Remote | None:
    """Read `https://host/path.git`, `ssh://git@host:22/path`, `git@host:path`; None for a folder and anything else.

    User, password, query and fragment are dropped. A port of SSH is no port of the web.
    """
    text = text.strip()
    try:
        return _from_url(text) if "://" in text else _from_scp(text)
    except ValueError:
        return None


def _from_url(text: str) -> Remote | None:
    address = urlsplit(text)
    if address.scheme.lower() not in _SCHEMES:
        return None
    port = address.port
    if address.scheme.lower() == "http" and port not in (None, 80):
        # Nothing says that such a server speaks https, and no other addresses are given out.
        return None
    is_web_port = address.scheme.lower() in ("https", "git+https") and port not in (None, 443)
    return _remote(address.hostname or "", address.path, port if is_web_port else None)


def _from_scp(text: str) -> Remote | None:
    found = _SCP.match(text)
    if found is None or len(found.group(1)) == 1:
        # One letter before a colon is a drive of Windows.
        return None
    return _remote(found.group(1).lower(), found.group(2), None)


def _remote(host: str, path: str, port: int | None) -> Remote | None:
    path = unquote(path).strip("/").removesuffix(".git").strip("/")
    if not _HOST.match(host) or not _PATH.match(path) or any(part in ("", ".", "..") for part in path.split("/")):
        return None
    return Remote(host, path, port)
