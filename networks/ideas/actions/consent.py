"""The consent in its versions."""

from django.db import transaction
from django.utils import timezone

from networks.ideas.actions.problems import NotAllowed
from networks.ideas.actions.steps import retried
from networks.ideas.models import ConsentText
from submissions import audit


@retried
@transaction.atomic
def publish_consent(text: ConsentText, *, by, seen: str) -> None:
    """From now on people agree to this version, and nobody changes it any more.

    `seen` is the text that was read. Raises NotAllowed when it is not that any more, and for a
    version that is older than the one that holds."""
    current = ConsentText.current()
    if current and current.version > text.version:
        raise NotAllowed("Es gilt schon eine neuere Fassung. Legen Sie daraus eine neue an.")
    won = ConsentText.objects.filter(pk=text.pk, published_at=None, text=seen).update(
        published_at=timezone.now()
    )
    if not won:
        raise NotAllowed(
            "Jemand war schneller: Die Fassung gilt schon, oder ihr Text wurde geändert. Bitte"
            " lesen Sie sie noch einmal."
        )
    text.refresh_from_db()
    audit.write("ideas.publish_consent", by=by, changes={"version": text.version})
