"""Who has the last word in Redis, when several write at once? Whoever knows the newest, not whoever comes last."""

from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisSerializer

UNLESS_OLDER = """
local told = redis.call("GET", KEYS[2])
if told and tonumber(told) > tonumber(ARGV[1]) then return 0 end
redis.call("SET", KEYS[1], ARGV[2], "EX", ARGV[3])
redis.call("SET", KEYS[2], ARGV[1], "EX", ARGV[3])
return 1
"""


class Cache(RedisCache):
    """Django's own, which can also keep what is numbered."""

    def set_unless_older(self, key: str, number: int, value: Any, timeout: int) -> bool:
        """Keep the value unless one with a higher number is there; in one step, so that nobody comes in between."""
        names = [self.make_and_validate_key(name) for name in (key, f"{key}:number")]
        client = self._cache.get_client(key, write=True)
        return bool(client.eval(UNLESS_OLDER, 2, *names, number, RedisSerializer().dumps(value), timeout))
