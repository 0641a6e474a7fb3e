"""Which Chromium drives the browser tests? Prints its path; installs one where there is none.

Looked for in this order: the CHROMIUM variable, the usual names, Playwright's own; then the package manager, then
Playwright's download. Everything but the path goes to stderr.
"""

import os
import shutil
import subprocess
import sys

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = "The browser tests need Chromium. Install it (Debian: apt install chromium), or set CHROMIUM to its path."


def works(path):
    """Say whether it starts: on some systems the name is there and only asks to be installed."""
    return bool(path) and os.path.exists(path) and run([path, "--version"])


def run(command):
    try:
        return subprocess.call(command, stdin=subprocess.DEVNULL, stdout=sys.stderr, stderr=sys.stderr) == 0
    except OSError:
        return False


def found():
    named = os.environ.get("CHROMIUM")
    if named:
        return named if works(named) else sys.exit(f"CHROMIUM={named} does not start.")
    candidates = [shutil.which(name) for name in NAMES]
    with sync_playwright() as playwright:
        candidates.append(playwright.chromium.executable_path)
    return next(filter(works, candidates), None)


def installed():
    """Install a Chromium by the first way that works here."""
    downloaded = [sys.executable, "-m", "playwright", "install", "chromium"]
    if os.geteuid() == 0:
        return by_apt([]) or run([*downloaded, "--with-deps"])
    return by_apt(["sudo", "-n"]) or run(downloaded)


def by_apt(sudo):
    apt = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    if not shutil.which("apt-get"):
        return False
    return run([*apt, "update"]) and run([*apt, "install", "-y", "chromium"]) and bool(found())


if __name__ == "__main__":
    path = found() or (installed() and found())
    sys.stdout.write(f"{path}\n") if path else sys.exit(MISSING)
