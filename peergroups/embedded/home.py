"""Where do the embedded servers keep their files, under which account, and with which passwords?

An ordinary user's servers live in `var/`. Postgres refuses to run as root, and `nobody` may not be able to reach the
checkout; root's servers therefore live in a folder of their own under /var/lib/peergroups, named after the checkout.
"""

import hashlib
import json
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ROOTS_HOMES = Path("/var/lib/peergroups")
ROOTS_SERVANT = "nobody"


class NoServerError(Exception):
    """The embedded servers cannot run here; the message is one line for the person at the terminal."""


@dataclass(frozen=True)
class Home:
    """The folders of one checkout's servers: `var` keeps passwords and locks, `path` the servers' own files."""

    var: Path
    path: Path
    servant: pwd.struct_passwd | None

    @classmethod
    def at(cls, var):
        """Make the folders where they are missing; no folder that was there before is widened."""
        var.mkdir(parents=True, exist_ok=True)
        if os.geteuid() != 0:
            return cls(var, var, None)
        ROOTS_HOMES.mkdir(mode=0o711, exist_ok=True)
        home = cls(var, ROOTS_HOMES / hashlib.sha256(os.fsencode(var)).hexdigest()[:16], pwd.getpwnam(ROOTS_SERVANT))
        home.folder(home.path)
        return home

    def folder(self, path):
        """Make a folder only the servers' account can enter."""
        path.mkdir(mode=0o700, exist_ok=True)
        self.hand_over(path)
        return path

    def write(self, path, text):
        """Write a file only the servers' account can read."""
        path.touch(mode=0o600)
        path.write_text(text)
        self.hand_over(path)

    def hand_over(self, path):
        if self.servant:
            os.chown(path, self.servant.pw_uid, self.servant.pw_gid)

    def run(self, *command, cwd):
        """Run a server's program as the servers' account, cut loose from this terminal; return how it went."""
        account = {}
        if self.servant:
            account = {"user": self.servant.pw_uid, "group": self.servant.pw_gid, "extra_groups": []}
        return subprocess.run(  # noqa: S603 - the programs of our own wheels, with arguments made here
            [str(part) for part in command],
            cwd=cwd,
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            umask=0o077,
            start_new_session=True,
            check=False,
            **account,
        )

    def wheel(self, package, variable):
        """Return the folder a wheel's programs run from: root's servant gets a copy it can reach and not change."""
        found = find_spec(package)
        if not found:
            raise NoServerError(
                f"{variable} is not set, and the wheel {package} that would stand in is not installed: "
                "set it, or run `pip install -r requirements-dev.txt`."
            )
        folder = Path(found.origin).parent
        if not self.servant:
            return folder
        copy = ROOTS_HOMES / f"{package}-{version(package)}"
        if not copy.exists():
            _copy_whole([folder, folder.with_name(f"{package}.libs")], copy)
        return copy / package

    @cached_property
    def passwords(self):
        """The servers' passwords, made on first use and kept in `var/`."""
        kept = self.var / "embedded.json"
        if not kept.exists():
            self._start_afresh()
            draft = kept.with_suffix(".new")
            draft.unlink(missing_ok=True)
            draft.touch(mode=0o600)
            made = {name: secrets.token_urlsafe(24) for name in ("superuser", "peergroups", "valkey")}
            draft.write_text(json.dumps(made))
            draft.replace(kept)
        return json.loads(kept.read_text())

    def _start_afresh(self):
        """Root's data outlives a deleted `var/`, and nobody has its passwords any more: it goes too."""
        if self.servant:
            shutil.rmtree(self.path)
            self.folder(self.path)
        elif (self.path / "postgres").exists():
            raise NoServerError(
                f"{self.var / 'embedded.json'} holds the passwords and is gone: put it back, or delete var/."
            )


def _copy_whole(folders, final):
    """Copy the folders there as one, so that a copy that exists is complete."""
    with tempfile.TemporaryDirectory(dir=final.parent) as draft:
        place = Path(draft, "place")
        for folder in filter(Path.exists, folders):
            shutil.copytree(folder, place / folder.name, ignore=shutil.ignore_patterns("include", "doc", "__pycache__"))
        for path in (place, *place.rglob("*")):
            path.chmod(0o755)
        try:
            place.rename(final)
        except OSError:  # another checkout was quicker; its copy is the same
            if not final.exists():
                raise


def is_at_work(pid_file, folder):
    """Say whether the process of a pid file lives and works in this folder: a number may belong to another by now."""
    try:
        number = pid_file.read_text().split("\n", 1)[0].strip()
        return Path("/proc", number, "cwd").readlink() == folder
    except OSError:  # gone, a zombie, or somebody else's
        return False


def remembered_port(path):
    """Return the port used last time if it is free, else a free one."""
    for port in (int(path.read_text()) if path.exists() else 0, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return probe.getsockname()[1]
    raise NoServerError("No port on 127.0.0.1 is free.")
