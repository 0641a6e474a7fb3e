"""What can whoever leads say when it gets difficult? Few words for each situation, to be said aloud as they stand.

The situations are those that product and practice name: a dominant voice, silence, off the topic, tears, advice where
none was asked for, something said outside, a crisis. The words are ours.
"""

from dataclasses import dataclass

from peergroups.kit.marking import _


@dataclass(frozen=True)
class Playbook:
    """One situation: how it shows, words to say aloud, what to do, and what to leave."""

    key: str
    title: str
    sign: str
    say: tuple[str, ...]
    then: str
    signposts: bool = False  # where a person needs help that no group can give


PLAYBOOKS = (
    Playbook(
        "dominant",
        _("One voice fills the room"),
        _("The same person speaks first, longest, or for others."),
        (
            _("“Thank you. I would like to hear somebody who has not spoken yet.”"),
            _("“Let us go round once, a minute each, and I begin at the other end.”"),
        ),
        _("Go by raised hands for the rest of this part. Speak with them alone afterwards."),
    ),
    Playbook(
        "silent",
        _("Somebody says nothing"),
        _("Quiet for two parts, or for the second meeting running."),
        (
            _("“You do not have to say anything. Would you like a minute at the end of this round?”"),
            _("“What is going through your mind while you listen?”"),
        ),
        _("Accept a no. Ask them before the next meeting what would make it easier."),
    ),
    Playbook(
        "off-topic",
        _("Off the topic"),
        _("It is interesting, and it is not what the presenter asked."),
        (
            _("“This deserves its own time. May I park it?”"),
            _("To the presenter: “Is this the question you want to spend your minutes on?”"),
        ),
        _("Park it in a line, read the question aloud again, and go on."),
    ),
    Playbook(
        "tears",
        _("Tears, or a voice that breaks"),
        _("Somebody is moved. That is no mistake of anybody’s."),
        (
            _("“Take your time. Nobody has to say anything.”"),
            _("“Would you like to go on, to pause, or to leave it here for today?”"),
        ),
        _("Pause the clock. Give no advice and do not comfort it away. Call them the next day."),
    ),
    Playbook(
        "advice",
        _("Advice where none was asked for"),
        _("“You should …”, in a step for questions or experience."),
        (
            _("“What is the question behind that?”"),
            _("“Have you been through something like it? Tell us what you did.”"),
        ),
        _("Read the rule of the step aloud once more. The observer names it kindly afterwards."),
    ),
    Playbook(
        "breach",
        _("Something was said outside"),
        _("A word from this room was heard elsewhere, or somebody fears so."),
        (
            _("“We stop here, because this matters more than the agenda.”"),
            _("“What was said, where, and what do you need now?”"),
        ),
        _("Judge nobody in the room. It can be reported on the group’s page, in private, and is looked into there."),
    ),
    Playbook(
        "crisis",
        _("Somebody may be in danger"),
        _("Talk of not wanting to live, of violence, or of somebody who is not safe."),
        (
            _("“I am glad that you said it. Are you safe right now?”"),
            _("“Who can be with you today? Let us call them together.”"),
        ),
        _("End the hot seat. Stay with them, let another lead, and call for help: no peer group replaces it."),
        signposts=True,
    ),
)
