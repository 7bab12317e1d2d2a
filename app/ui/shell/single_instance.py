"""One window per file and user: a second start of the same file brings the first window forward."""

import getpass
import os
from pathlib import Path

from PySide6.QtCore import QCryptographicHash, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 500
_GREETING = b"visa\n"


def this_user() -> str:
    """Who is logged in; not the name in the settings, which may be changed while a file is open."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def server_name(path: Path, user: str) -> str:
    """The name that the running program listens on for a file."""
    real = os.path.normcase(str(path.resolve()))
    algorithm = QCryptographicHash.Algorithm.Sha256
    digest = QCryptographicHash.hash(f"{user}\n{real}".encode(), algorithm)
    return "rodatraden-" + bytes(digest.toHex().data()).decode()[:24]


def wake(path: Path, user: str) -> bool:
    """Ask a running program to show its window for the file; whether one answered."""
    socket = QLocalSocket()
    socket.connectToServer(server_name(path, user))
    if not socket.waitForConnected(_WAIT_MS):
        return False
    socket.write(_GREETING)
    socket.flush()
    answered = socket.waitForReadyRead(_WAIT_MS)
    socket.disconnectFromServer()
    return answered


class InstanceServer(QObject):
    """Answers later starts of the same file while it is open here."""

    woken = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server: QLocalServer | None = None

    def listen(self, path: Path, user: str) -> bool:
        """Answer for a file from now on; an address left behind by a killed program is taken over."""
        self.stop()
        name = server_name(path, user)
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if not server.listen(name):
            QLocalServer.removeServer(name)
            if not server.listen(name):
                return False
        server.newConnection.connect(self._on_connection)
        self._server = server
        return True

    def stop(self) -> None:
        """Answer no more."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None

    def _on_connection(self) -> None:
        socket = self._server.nextPendingConnection() if self._server is not None else None
        if socket is None:
            return
        socket.disconnected.connect(socket.deleteLater)
        socket.write(_GREETING)
        socket.flush()
        self.woken.emit()
