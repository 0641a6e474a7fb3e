"""Whom would thousands bring? A pool of any size, each trait of which is drawn from a pool that was measured.

People are put together from several donors of one zone, so the shares of zones, languages, hours and trades are those
of the pool drawn from, and nobody is a copy. Markets grow with the crowd: a rival stays as likely.
"""

from random import Random

WEEK = 336
SIZES = {1: 0.29, 2: 0.18, 3: 0.53}  # how many groups a facilitator takes, as in the pools measured
TONGUES = ("de", "fr", "es", "pt")


def drawn(base, people, seed):
    """Make a pool of so many people who wait, of the kind of another pool."""
    random, times = Random(seed), people / base["n"]
    home = {zone: [p for p in base["people"] if p["tz"] == zone] for zone in {p["tz"] for p in base["people"]}}
    waiting = [person(random, base, home, f"p{number:04}", times) for number in range(1, people + 1)]
    running, members = groups(random, base, round(times))
    ids = [each["id"] for each in waiting]
    return base | {
        "name": f"drawn from {base['name']}",
        "seed": seed,
        "n": people,
        "people": waiting + members,
        "facilitators": [keeper(random, base, n) for n in range(1, round(len(base["facilitators"]) * times) + 1)],
        "existing_groups": running,
        "past_mates": past(random, ids, round(len(base["past_mates"]) * times / 10)),
        "keep_apart": [random.sample(ids, 2) for _pair in range(round(len(base["keep_apart"]) * times))],
        "keep_together": friends(random, waiting, round(len(base["keep_together"]) * times)),
    }


def person(random, base, home, name, times):
    """Put somebody together: where, when, how and what they do come from four people of one zone."""
    zone = random.choice(base["people"])["tz"]
    place, hours, manner, trade = (random.choice(home[zone]) for _donor in range(4))
    town = {key: place[key] for key in ("tz", "utc_offset_min", "city", "languages")}
    return {"id": name, **town, "free": hours["free"], "formats": manner["formats"], **business(random, trade, times)}


def business(random, trade, times):
    market = trade["market"] and f"{trade['market']}/{random.randrange(round(times))}"
    kept = {key: trade[key] for key in ("stage", "revenue", "industry", "expertise", "themes", "powers")}
    return kept | {"market": market}


def keeper(random, base, number):
    """Take somebody's hours to another zone, at the same time of day."""
    donor, there = random.choice(base["facilitators"]), random.choice(base["people"])
    offsets = {person["tz"]: person["utc_offset_min"] for person in base["people"]}
    later = (offsets.get(donor["tz"], 0) - there["utc_offset_min"]) // 30
    free = sorted([(first + later) % WEEK, (first + later) % WEEK + end - first] for first, end in donor["free"])
    return {
        "id": f"f{number:03}",
        "tz": there["tz"],
        "free": free,
        "languages": ["en", *random.choice([(), (random.choice(TONGUES),)])],
        "online": True,
        "cities": [there["city"]] if random.random() < 0.58 else [],
        "capacity": random.choices(list(SIZES), SIZES.values())[0],
    }


def groups(random, base, times):
    """Copy the running groups as they are, each copy in markets of its own."""
    people = {person["id"]: person for person in base["people"]}
    running, members = [], []
    for copy in range(times):
        for group in base["existing_groups"]:
            mine = [people[member] for member in group["members"]]
            renamed = [each | {"id": f"{each['id']}-{copy}", "market": of_copy(each["market"], copy)} for each in mine]
            members += renamed
            running.append(group | {"id": f"{group['id']}-{copy}", "members": [each["id"] for each in renamed]})
    return running, members


def of_copy(market, copy):
    return market and f"{market}/{copy}"


def friends(random, waiting, count):
    """Tie people who could sit together: of one zone, with hours, a language and a way of meeting in common."""
    random.shuffle(people := list(waiting))
    tied, used = [], set()
    for one, other in zip(people, sorted(people, key=lambda person: person["tz"]), strict=True):
        if len(tied) < count and one["id"] != other["id"] and not used & {one["id"], other["id"]} and alike(one, other):
            tied.append([one["id"], other["id"]])
            used |= {one["id"], other["id"]}
    return tied


def alike(one, other):
    rivals = one["market"] and one["market"] == other["market"]
    hours = [set().union(*(range(*stretch) for stretch in person["free"])) for person in (one, other)]
    same = all(set(one[key]) & set(other[key]) for key in ("languages", "formats"))
    return same and not rivals and one["tz"] == other["tz"] and len(hours[0] & hours[1]) >= 24


def past(random, ids, groups_of_five):
    """Say that some have sat together, five at a time."""
    met = random.sample(ids, 5 * groups_of_five)
    fives = [met[5 * n : 5 * n + 5] for n in range(groups_of_five)]
    return [[one, other] for five in fives for place, one in enumerate(five) for other in five[place + 1 :]]
