"""How does a bare machine get its `.venv`? `python3 scripts/venv.py REQUIREMENTS...`

Run by whatever python3 is there, so written for old ones as well. Whatever is missing is said in one line.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed"
OLDEST = (3, 11)
NEWER = ("python3.13", "python3.12", "python3.11")
KNOWN = (
    ("No space left on device", "The disk is full: free some space and try again."),
    ("Read-only file system", "The disk is read-only: {root} cannot be written."),
    ("Permission denied", "This account may not write to {root}: make it your own, or use another copy."),
    ("do not match the hashes", "A downloaded package is not the one that was pinned; nothing was installed."),
    (
        "gcc|cc1|x86_64-linux-gnu|pg_config|[Ff]ailed building wheel|Failed to build",
        "A package has to be compiled here, and the compiler or its headers are missing. "
        "On Debian or Ubuntu: apt install build-essential python3-dev libpq-dev",
    ),
    ("NewConnectionError|ConnectTimeout|name resolution", "The package index cannot be reached: is there a network?"),
    ("No matching distribution", "The package index has no pinned version for this Python ({python})."),
)


def main(names):
    """Make `.venv` hold what the named requirements files pin; do nothing where it does already."""
    if sys.version_info < OLDEST:
        sys.exit(subprocess.call([newer_python(), __file__, *names]))
    try:
        install([ROOT / name for name in names])
    except OSError as error:
        sys.exit(explain(str(error)))


def newer_python():
    """Find a Python that is new enough under one of its usual names."""
    for name in NEWER:
        if shutil.which(name) and quietly(name, "-c", "pass").returncode == 0:
            return name
    here = ".".join(str(part) for part in sys.version_info[:3])
    return sys.exit(f"Python 3.11 or newer is needed; this is {here}, and there is no python3.11 to 3.13.")


def install(files):
    wanted = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    there = dict(line.split() for line in STAMP.read_text().splitlines()) if STAMP.exists() else {}
    if wanted.items() <= there.items() and quietly(PYTHON, "-c", "pass").returncode == 0:
        return
    make_venv()
    say("Installing packages into .venv (only when the pins change) …")
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    # The pins are complete, so nothing is resolved; and Python compiles what it imports by itself.
    run(*pip, "--no-deps", "--no-compile", "--require-hashes", *(f"--requirement={path}" for path in files))
    there.update(wanted)
    STAMP.write_text("".join("{} {}\n".format(*item) for item in there.items()))


def make_venv():
    if PYTHON.exists() and quietly(PYTHON, "-m", "pip", "--version").returncode == 0:
        return
    if quietly(sys.executable, "-c", "import venv, ensurepip").returncode:
        sys.exit("Python's venv module is missing. On Debian or Ubuntu: apt install python3-venv")
    say("Making .venv …")
    run(sys.executable, "-m", "venv", "--clear", VENV)


def run(*command):
    done = quietly(*command)
    if done.returncode:
        sys.exit(explain(done.stdout))


def quietly(*command):
    try:
        return subprocess.run(
            [str(part) for part in command],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            cwd=str(ROOT),
        )
    except FileNotFoundError as error:
        return subprocess.CompletedProcess(command, 127, stdout=str(error))


def explain(output):
    """Say in one line what went wrong; where that is unknown, show all there is."""
    for pattern, line in KNOWN:
        if re.search(pattern, output):
            return line.format(root=ROOT, python=sys.version.split()[0])
    return output


def say(line):
    sys.stderr.write(line + "\n")


if __name__ == "__main__":
    os.environ.pop("PIP_USER", None)  # a wish that makes no sense inside a .venv
    main(sys.argv[1:])
