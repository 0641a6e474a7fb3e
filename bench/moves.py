"""How long does a move take on the workbench? From the tap to the last byte of the bench drawn anew."""

import json
import re
import sys
from http.client import HTTPConnection
from statistics import quantiles
from time import perf_counter
from urllib.parse import urlencode

SECRET = "b" * 32
SEEN = re.compile(rb'name="seen" value="(\d+)"')


def measure(port, path, cookie, step, person, to, times):
    """Move somebody to another group and back, as htmx asks for it; return milliseconds."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    head = {"Cookie": f"{cookie}; csrftoken={SECRET}", "X-CSRFToken": SECRET, "HX-Request": "true"}
    head["Content-Type"] = "application/x-www-form-urlencoded"
    spent = []
    for number in range(times):
        body = urlencode({"person": person, "to": to[number % 2], "seen": step})
        began = perf_counter()
        connection.request("POST", path, body, head)
        answer = connection.getresponse()
        page = answer.read()
        spent.append(1000 * (perf_counter() - began))
        known, step = step, SEEN.search(page).group(1).decode() if answer.status == 200 else ""
        if str(known) == step or answer.status != 200:
            raise SystemExit(f"{path} answered {answer.status} and moved nobody.")
    cuts = quantiles(spent, n=20)
    return {"p50": cuts[9], "p95": cuts[18], "longest": max(spent), "size": len(page)}


if __name__ == "__main__":
    print(json.dumps(measure(**json.load(sys.stdin))))
