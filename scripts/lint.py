"""Is everything in order that a machine can judge? Runs each check, and fails at the end if any did."""

import base64
import os
import secrets
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = Path(sys.executable).parent
PRODUCTION = {
    "SITE_URL": "https://groups.example.org",
    "SECRET_KEY": secrets.token_urlsafe(48),
    "ROOM_KEYS": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
}


def main():
    templates = sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("templates/**/*.html"))
    checks = [
        ("ruff", "check"),
        ("ruff", "format", "--check"),
        ("djade", "--check", "--target-version", "5.2", *templates),
        ("mypy",),
        (sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"),
        (sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"),
    ]
    return max(run(check) for check in checks)


def run(check):
    command = list(check) if check[0] == sys.executable else [str(TOOLS / check[0]), *check[1:]]
    print("·", *check[:5])
    environment = os.environ | (PRODUCTION if "--deploy" in check else {})
    return int(subprocess.call(command, cwd=ROOT, env=environment) != 0)


if __name__ == "__main__":
    sys.exit(main())
