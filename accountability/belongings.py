"""What is kept of one person's promises? Each with its days, its words, and how it went."""

from django.db.models import Count, Q

from accountability.models import FollowUp
from groups.archived import fact
from groups.belongings import part, taken


@part("Commitments", archived=("made", "due", "what", "how_known", "first_step", "outcome", "said", "line"))
def commitments(person, own):
    rows = person.commitments.select_related("group", "said").order_by("made_at")
    return [
        {"group": promise.group, "made": promise.made_at, "due": promise.due_on}
        | taken(own, promise.words_id)
        | how_it_went(promise.follow_up_said, own)
        for promise in rows
    ]


def how_it_went(said, own):
    if said is None:
        return {}
    return {"outcome": said.word, "said": said.said_at} | taken(own, said.words_id, readers="who reads the line")


@fact("Commitments in all")
def sums(group):
    """Count everybody's, those of people without a name too."""
    outcomes = {outcome.value: Count("pk", filter=Q(said__outcome=outcome.value)) for outcome in FollowUp.Outcome}
    return [group.commitments.aggregate(made=Count("pk"), **outcomes)]
