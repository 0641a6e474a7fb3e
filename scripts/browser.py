"""Which Chromium drives the browser tests? Prints its path; installs one where there is none.

Rather the one without windows: it draws the same pages, and opens each in less than half the time.
Looked for in this order: the CHROMIUM variable, the usual names, Playwright's own; then the package manager, then
Playwright's download. What drives it is tried too: a small Debian lacks a library it needs. Everything but the path
goes to stderr.
"""

import os
import shutil
import subprocess
import sys

from playwright.sync_api import sync_playwright

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = NAMES[:2]
DRIVER = (sys.executable, "-m", "playwright", "--version")
DRIVERLESS = "What drives the browser does not start. Install the library it names (Debian: apt install libatomic1)."
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
    if any(by_apt(package) and found() for package in PACKAGES):
        return True
    return run([*downloaded, "--with-deps"] if is_root() else downloaded)


def by_apt(package):
    apt = [*([] if is_root() else ["sudo", "-n"]), "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    return bool(shutil.which("apt-get")) and run([*apt, "update"]) and run([*apt, "install", "-y", package])


def is_root():
    return os.geteuid() == 0


if __name__ == "__main__":
    if not run(DRIVER) and not (by_apt("libatomic1") and run(DRIVER)):
        sys.exit(DRIVERLESS)
    path = found() or (installed() and found())
    sys.stdout.write(f"{path}\n") if path else sys.exit(MISSING)
