"""What is the smallest pool that makes sense? People who differ in nothing, until a test says otherwise."""

import json
from pathlib import Path

from groups.formation.reading import read

INSTANCES = Path(__file__).parent / "instances"
MORNING = 18  # Monday 09:00


def saved(name):
    """Decode one of the instance files."""
    return json.loads((INSTANCES / f"{name}.json").read_text())


def make_person(number, **traits):
    return {
        "id": f"p{number:02}",
        "tz": "Europe/London",
        "utc_offset_min": 0,
        "city": "London",
        "free": [[MORNING, MORNING + 4]],
        "languages": ["en"],
        "formats": ["online"],
        "stage": 3,
        "revenue": 2,
        "industry": f"trade {number}",
        "market": None,
        "expertise": ["sales"],
        "themes": ["pricing"],
        "powers": {"position": 3, "expertise": 3, "connections": 3},
    } | traits


def make_facilitator(number=1, **traits):
    return {
        "id": f"f{number}",
        "free": [[MORNING, MORNING + 4]],
        "languages": ["en"],
        "online": True,
        "cities": [],
        "capacity": 3,
    } | traits


def make_instance(people=6, **parts):
    """Make a pool of so many people, or of these, all of whom could sit together."""
    return {
        "name": "small",
        "config": {"min_size": 5, "max_size": 7, "duration_cells": 4},
        "people": [make_person(number) for number in range(people)] if isinstance(people, int) else people,
        "facilitators": [make_facilitator()],
        "existing_groups": [],
        "keep_apart": [],
        "keep_together": [],
        "past_mates": [],
    } | parts


def make_pool(people=6, **parts):
    return read(make_instance(people, **parts))


def make_running(members=(), **traits):
    return {
        "id": "g1",
        "members": list(members),
        "slot": MORNING,
        "language": "en",
        "format": "online",
        "max_size": 7,
    } | traits
