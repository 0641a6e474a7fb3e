"""Is a day a public holiday somewhere? By the lists of the `holidays` package, for whole countries."""

from datetime import date
from functools import lru_cache

HERE = "en_US"  # most lists know their names in English too; the others keep their own


@lru_cache(maxsize=300)
def of_year(country: str, year: int) -> dict[date, str]:
    """Return the public holidays of a country in a year by day; none where nobody has listed them."""
    # Read here and not above: it takes a third of a second, and no other page asks for it.
    import holidays

    if country not in holidays.list_supported_countries(include_aliases=False):
        return {}
    language = HERE if HERE in languages(country) else None
    return dict(holidays.country_holidays(country, years=year, language=language))


def languages(country: str) -> list[str]:
    import holidays

    return holidays.list_localized_countries(include_aliases=False).get(country, [])


def holiday(country: str, day: date) -> str:
    """Name the public holiday that day is in a country; "" when it is none."""
    return of_year(country, day.year).get(day, "") if country else ""
