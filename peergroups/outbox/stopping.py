"""How does somebody stop mails without signing in? By a link that names them and the topic, and does nothing else."""

from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.db import models
from django.urls import reverse

from peergroups.outbox.models import Wishes

SALT = "peergroups.outbox.stopping"


def token(person: models.Model, topic: str) -> str:
    return signing.Signer(salt=SALT).sign(f"{signing.b62_encode(person.pk)}.{topic}")


def address(person: models.Model, topic: str) -> str:
    return urljoin(f"{settings.SITE_URL}/", reverse("stop_mails", args=[token(person, topic)]))


def headers(url: str | None) -> dict[str, str]:
    """Let a mail program offer a button of its own (RFC 8058): one POST, and it is done."""
    return {"List-Unsubscribe": f"<{url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"} if url else {}


def behind(text: str) -> tuple[Any, str] | None:
    """Return whose mails of which topic a link stops; nothing when it is forged, or nobody is there any more."""
    try:
        number, topic = signing.Signer(salt=SALT).unsign(text).split(".")
        person = get_user_model()._default_manager.filter(pk=signing.b62_decode(number), erased_at=None).first()
    except (signing.BadSignature, ValueError):
        return None
    return (person, topic) if person else None


def choose(person: Any, **chosen: Any) -> None:
    """Keep what somebody wants of our mails."""
    Wishes.objects.update_or_create(person=person, defaults=chosen)


def stop(person: Any, topic: str) -> None:
    """Send no more mails of a topic; twice does no harm."""
    wishes, _new = Wishes.objects.select_for_update().get_or_create(person=person)
    if topic not in wishes.stopped:
        wishes.stopped.append(topic)
        wishes.save(update_fields=["stopped"])


def start(person: Any, topic: str) -> None:
    """Send them again."""
    wishes, _new = Wishes.objects.select_for_update().get_or_create(person=person)
    if topic in wishes.stopped:
        wishes.stopped.remove(topic)
        wishes.save(update_fields=["stopped"])


def has_stopped(person: Any, topic: str) -> bool:
    return Wishes.objects.filter(person=person, stopped__contains=[topic]).exists()
