"""What is kept of one person's promises? Each with its days, its words, and how it went."""

from groups.belongings import part, taken


@part("Commitments")
def commitments(person, own):
    rows = person.commitments.select_related("group", "said").order_by("made_at")
    return [
        {"group": promise.group.name, "made": promise.made_at, "due": promise.due_on}
        | taken(own, promise.words_id)
        | how_it_went(promise.follow_up_said, own)
        for promise in rows
    ]


def how_it_went(said, own):
    if said is None:
        return {}
    return {"outcome": said.word, "said": said.said_at} | taken(own, said.words_id, readers="who reads the line")
