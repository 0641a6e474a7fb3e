"""On what kind of machine was this, and how busy was it besides?"""

import os
import platform
from pathlib import Path

from bench import ground


def facts(url):
    """Say it in one line."""
    postgres = ground.say(url, "SHOW server_version")[0].split()[0]
    return (
        f"{os.cpu_count()} cores ({processor()}), {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, PostgreSQL {postgres}; load average before the start {load():.2f}"
    )


def processor():
    """Name the processor, where Linux knows it."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text().splitlines() if told.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def load():
    return os.getloadavg()[0]
