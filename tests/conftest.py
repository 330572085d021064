"""What every test stands on: its own settings folder, English messages, a Qt that needs no screen, and no network."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.core import words

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_OUTWARD = frozenset(
    [
        "connect",
        "bind",
        "sendto",
        "sendmsg",
        "getaddrinfo",
        "gethostbyname",
        "gethostbyaddr",
        "getnameinfo",
        "getfqdn",
    ]
)


class NetworkWatch:
    """Hears from Python itself of every socket that is made and every name that is looked up, whoever does it.

    Sockets of the file system are not the network: the screen and the desktop speak through them. What Qt's own code
    does is not heard here; that it holds no network is tested in test_offline.py.
    """

    def __init__(self) -> None:
        self.heard: list[str] = []
        self._local = getattr(socket, "AF_UNIX", None)
        sys.addaudithook(self._hear)

    def _hear(self, event: str, args: tuple[object, ...]) -> None:
        if not event.startswith("socket."):
            return
        kind = event.removeprefix("socket.")
        if kind == "__new__" and args[1] != self._local:
            self._refuse(f"a socket of family {args[1]!r} is made")
        elif kind in _OUTWARD and getattr(args[0], "family", None) != self._local:
            self._refuse(f"{kind} {args[1:]!r}")

    def _refuse(self, what: str) -> None:
        self.heard.append(what)
        raise RuntimeError(f"the program never goes online, but {what}")


WATCH = NetworkWatch()  # a hook of the interpreter stays as long as it does


@pytest.fixture(autouse=True)
def offline() -> Iterator[NetworkWatch]:
    """Whatever opens a connection fails the test, even where its error is caught."""
    WATCH.heard.clear()
    yield WATCH
    assert WATCH.heard == []


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, logs and documents of this test go to a folder of its own, never to the user's."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(home))
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_DOCUMENTS_DIR"):
        monkeypatch.setenv(name, str(home / name.lower()))
    return home


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Each test begins and leaves with English words."""
    words.use("en")
    yield
    words.use("en")
