"""How is a text kept so that a stolen dump tells nothing? Sealed with ROOM_KEYS, each bound to its own row."""

from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression
from django.db.models.query_utils import DeferredAttribute


class BrokenSeal(Exception):
    """The text was not written for this row, or with none of the keys we hold."""


def keys() -> MultiFernet:
    """Return the ring: what is written uses its first key, what is read may use any."""
    return ring(tuple(settings.ROOM_KEYS))


@lru_cache(maxsize=2)
def ring(room_keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in room_keys])


def seal(text: str, row: str) -> str:
    """Encrypt a text together with the name of the row it belongs to."""
    return keys().encrypt(f"{row}\n{text}".encode()).decode()


def unseal(sealed: str, row: str) -> str:
    """Return the text; a body copied over from another row is refused."""
    try:
        name, text = keys().decrypt(sealed.encode()).decode().split("\n", 1)
    except InvalidToken:
        raise BrokenSeal(f"{row} cannot be read with the keys at hand.") from None
    if name != row:
        raise BrokenSeal(f"{row} holds a text that was written for {name}.")
    return text


def has_newest_key(sealed: str) -> bool:
    """Say whether a text is sealed with the key that new ones get."""
    try:
        Fernet(settings.ROOM_KEYS[0]).decrypt(sealed.encode())
    except InvalidToken:
        return False
    return True


def reseal(sealed: str) -> str:
    """Seal a text with the newest key; it stays bound to its row, whose name is within."""
    try:
        return keys().rotate(sealed.encode()).decode()
    except InvalidToken:
        raise BrokenSeal("A text cannot be read with the keys at hand.") from None


class Sealed(str):
    """A text as the database keeps it, unreadable without the keys."""


class SealedAttribute(DeferredAttribute):
    """Unseals at first sight, so a list that never shows the body never pays for it."""

    field: "EncryptedTextField"

    def __get__(self, instance: Any, cls: type[models.Model] | None = None) -> Any:
        found = super().__get__(instance, cls)
        if not isinstance(found, Sealed):
            return found
        instance.__dict__[self.field.attname] = text = unseal(found, self.field.row(instance))
        return text

    def __set__(self, instance: models.Model, value: Any) -> None:
        """Keep the value as it comes; without this, Python would find it in the instance and never ask us."""
        instance.__dict__[self.field.attname] = value


class EncryptedTextField(models.TextField):
    """A text that only the app can read. It cannot be filtered by, and needs a primary key known before saving."""

    descriptor_class = SealedAttribute

    def row(self, instance: models.Model) -> str:
        """Name the row a text is bound to."""
        return f"{instance._meta.label_lower}:{instance.pk}"

    def pre_save(self, model_instance: models.Model, add: bool) -> Sealed | None:
        """Seal what there is; where a field may be null, nothing stays nothing."""
        text = getattr(model_instance, self.attname)
        return None if text is None else Sealed(seal(text, self.row(model_instance)))

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        if value is not None and not isinstance(value, Sealed):
            raise TypeError("An encrypted text is written by saving its row and cannot be searched for.")
        return super().get_db_prep_value(value, connection, prepared)

    def get_prep_value(self, value: Any) -> Any:
        return value

    def from_db_value(self, value: str | None, expression: Expression, connection: BaseDatabaseWrapper) -> str | None:
        return Sealed(value) if value else value  # an emptied text holds nothing to unseal
