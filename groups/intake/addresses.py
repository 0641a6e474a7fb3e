"""Is this an address, and is it the one that was meant? A likely slip such as anna@gmial.com is shown, not mended."""

import re

LONGEST = 254
LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
ADDRESS = re.compile(rf"(?P<local>{LOCAL})@(?P<domain>(?:{LABEL}\.)+[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9])")
# Where most private mail lies, and what is one slip away from it and still somebody's.
COMMON = ("gmail.com", "googlemail.com", "hotmail.com", "outlook.com", "yahoo.com", "icloud.com", "protonmail.com")
OTHERS = {"ymail.com", "email.com", "mail.com"}
BETWEEN = re.compile(r"[\s,;<>()\"“”]+")


def is_address(text: str) -> bool:
    return len(text) <= LONGEST and len(text.split("@")[0]) <= 64 and ADDRESS.fullmatch(text) is not None


def meant(address: str) -> str:
    """Return the address that was probably meant; empty where there is nothing to suspect."""
    local, _at, domain = address.rpartition("@")
    domain = domain.casefold()
    if domain in COMMON or domain in OTHERS:
        return ""
    near = (known for known in COMMON if is_one_slip_away(domain, known))
    found = next(near, "")
    return f"{local}@{found}" if found else ""


def is_one_slip_away(typed: str, known: str) -> bool:
    """Say whether one letter is missing, too many, wrong, or two were swapped."""
    if typed == known or abs(len(typed) - len(known)) > 1:
        return False
    start = next((n for n, (one, other) in enumerate(zip(typed, known, strict=False)) if one != other), len(typed))
    tail, rest = typed[start:], known[start:]
    swapped = len(tail) >= 2 and tail[:2] == rest[1::-1] and tail[2:] == rest[2:]
    return swapped or tail[1:] == rest[1:] or tail[1:] == rest or tail == rest[1:]


def pasted(text: str) -> list[str]:
    """Take the addresses out of what was pasted, names and brackets round them left out; each once, in order."""
    found: dict[str, str] = {}
    for piece in BETWEEN.split(text):
        bare = piece.removeprefix("mailto:").strip(".'’‘")
        if "@" in bare:
            found.setdefault(bare.casefold(), bare)
    return list(found.values())
