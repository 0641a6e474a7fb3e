"""How does the bench run the product? As it is, with three addresses more."""

from peergroups.settings import *  # noqa: F403
from peergroups.settings import BASE_DIR, TEMPLATES

ROOT_URLCONF = "bench.urls"
TEMPLATES[0]["DIRS"] = [*TEMPLATES[0]["DIRS"], BASE_DIR / "bench" / "templates"]
