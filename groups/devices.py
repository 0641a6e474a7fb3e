"""On which device is that? Read from what a browser says of itself, in words a person knows."""

BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "FxiOS": "Firefox", "CriOS": "Chrome"}
BROWSERS |= {"SamsungBrowser": "Samsung Internet", "Chrome": "Chrome", "Safari": "Safari"}
SYSTEMS = {"iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "CrOS": "ChromeOS", "Windows": "Windows"}
SYSTEMS |= {"Mac OS": "Mac", "Linux": "Linux"}


def first(names: dict[str, str], text: str) -> str:
    """Return the first of these names that the text holds; others' names follow the browser's own."""
    return next((name for mark, name in names.items() if mark in text), "")


def browser(user_agent: str) -> str:
    return first(BROWSERS, user_agent)


def system(user_agent: str) -> str:
    return first(SYSTEMS, user_agent)
