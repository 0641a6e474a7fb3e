"""Does every kind of mail keep quiet about what is written in a room, and lead to one place by a short subject?"""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.template import Context, Engine

from accountability.models import ReadBack, commit, read_backs
from groups import archives, exports, helping, sabbaticals, wall
from groups import glass as glasses
from groups.breaches import report
from groups.founding import invite
from groups.intake import asking_to_apply, conflicts, importing, reminding, reviewing, unfinished
from groups.models import Cohort, Export, Group, Lift, Person, Profile, Programme
from groups.models.proposals import Said
from groups.seating import consents, drafting, opening
from groups.seating.tests.makers import make_applicant
from groups.seating.tests.proposed import make_put_forward, make_trial
from groups.tests.makers import make_application, make_cohort, make_member, make_person, make_room
from meetings import coaching
from meetings import letters as asking
from meetings.models import Letter
from meetings.models.hot_seats import draft
from meetings.planning import move_meeting
from meetings.tests.makers import make_cadence, make_meeting, make_poll, make_request, make_seat
from peergroups import mails
from peergroups.outbox import letters
from peergroups.outbox.kinds import KINDS, at_once
from peergroups.outbox.models import Delivery
from peergroups.tests.database import once_a_module

pytestmark = pytest.mark.django_db

CANARY = "canary"
NOON = datetime(2026, 9, 30, 12, tzinfo=UTC)  # a Wednesday in September: the longest names of a day and a month
LONGEST = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"  # 80 letters
BY_NIGHT = {
    *("factor_lift_asked", "factor_lifted", "glass_asked", "meeting_cancelled", "meeting_moved", "needs_you"),
    *("application_sent", "archive_ready", "draft_ready", "export_ready", "import_written", "recap", "test_mail"),
    *("archive_asked", "asked_to_apply", "coach_named", "dates_saved", "decision", "facilitator_writes", "help_wanted"),
    *("invitation", "named_admin", "named_facilitator", "next_intake", "nobody_runs", "poll_asked", "seat_opened"),
    "time_found",
}
FAR = "America/Argentina/Buenos_Aires"


def told():
    """Make all that a mail can be about: in a room where each text holds the canary, under the longest of names."""
    about = all_things()
    for named in (Person, Group, Programme, Cohort):
        named.objects.update(name=LONGEST)
    for person, _thing in about.values():
        person.refresh_from_db(fields=["name"])
    return about


def all_things():
    group, sam, priya = make_room()
    priya.time_zone = FAR
    priya.save()
    meeting = make_meeting(group, NOON + timedelta(days=49), place="video", link="https://call.example.org/1", now=NOON)
    move_meeting(meeting, NOON + timedelta(days=56), minutes=90, now=NOON)
    cadence = make_cadence(group, now=NOON, place="video", link="https://call.example.org/1")
    cadence.meetings.set([meeting])
    seat = make_seat(meeting, priya, now=NOON)
    with wall.as_person(priya):
        draft(seat, now=NOON, decide=CANARY, tried=CANARY, good_hour=CANARY, avoid=CANARY).share(now=NOON)
        make_request(group, priya, question=CANARY, situation=CANARY, decision=CANARY, tried=CANARY, now=NOON)
        due_on = NOON.date() + timedelta(days=28)
        commitment = commit(
            group, priya, due_on=due_on, now=NOON, what=CANARY, how_known=CANARY, first_step=CANARY, meeting=meeting
        )
        commitment.follow_up("partly", CANARY, now=NOON)
    glass = glasses.ask(group, by=make_person("Nadia Haddad"), reason=CANARY, hours=24, now=NOON)
    sabbaticals.take(place := group.membership_of(priya), back_on=NOON.date() + timedelta(days=90), now=NOON)
    with wall.as_person(priya):
        breach = report(group, by=priya, reader=sam, says_who=True, what=CANARY, who=CANARY, now=NOON)
    archive = archives.ask(group, by=priya, now=NOON)
    group.cohort = cohort = make_cohort(NOON.date() - timedelta(days=370), programme=group.programme)
    group.save()
    invitation = invite(group, "ravi@example.org", by=sam, now=NOON)
    otto = make_person("Otto Berg", is_operator=True)
    lift = Lift.objects.create(person=priya, asked_by=otto, asked_at=NOON, reason=CANARY, due_at=NOON)
    ravi, cohort = invitation.person, make_cohort(NOON.date(), programme=group.programme)
    wish = make_application(ravi, cohort, now=NOON, wants=CANARY)
    asking_to_apply.ask(cohort, ["noor@example.org"], by=sam, now=NOON)
    listed = importing.begin(cohort, f"name,e-mail\n{CANARY},mia@example.org", decision="", by=sam, now=NOON)
    reviewed = apply_with_words(group.programme, sam)
    meetings = dict.fromkeys(
        ("meeting_reminder", "meeting_moved", "meeting_cancelled", "agenda_ready"), (priya, meeting)
    )
    poll = make_poll(group, NOON + timedelta(days=50), by=sam, now=NOON, link=f"https://{CANARY}.example.org")
    polls = dict.fromkeys(("poll_asked", "poll_reminder"), (priya, poll)) | {"poll_to_pick": (sam, poll)}
    nudges = dict.fromkeys(("nudge_halfway", "nudge_due", "nudge_after"), (priya, commitment))
    return {
        **meetings,
        **nudges,
        "recap": (priya, meeting),
        "look_back": (priya, read_back(seat)),
        **polls,
        "time_found": (priya, meeting),
        "brief_due": (priya, seat),
        "dates_saved": (priya, cadence),
        mails.TEST: (otto, otto),
        "factor_lift_asked": (priya, lift),
        "factor_lifted": (priya, lift),
        "export_ready": (priya, exports.ask(priya, now=NOON)),
        "archive_asked": (sam, archive),
        "archive_ready": (priya, Export.objects.create(person=priya, archive=archive, asked_at=NOON)),
        "glass_asked": (priya, glass),
        "help_wanted": (sam, helping.let(priya, sam, ["/settings/"], now=NOON)),
        **dict.fromkeys(("invitation", "invitation_reminder"), (invitation.person, invitation)),
        "sabbatical_ends": (priya, place),
        "call_somebody": (sam, place),
        "weekly_summary": (priya, priya),
        "joined": (sam, place),
        "charter_changed": (priya, group.charter),
        "signature_lapses": (priya, place.signatures.get()),
        "nobody_keeps": (priya, group),
        "nobody_runs": (sam, group.programme),
        "intake_ends": (priya, group),
        **dict.fromkeys(("named_admin", "named_facilitator"), (priya, group.programme)),
        "next_intake": (priya, cohort),
        "seat_freed": (sam, seat),
        coaching.KIND: (sam, seat),
        "too_few_come": (sam, meeting),
        "facilitator_writes": (priya, written_to(priya, meeting, by=sam)),
        "needs_you": (sam, breach),
        drafting.KIND: (priya, proposed(cohort)),
        asking_to_apply.KIND: (cohort.asked.get().person, cohort.asked.get()),
        importing.WRITTEN: (sam, listed),
        "decision": (reviewed.person, reviewed.letters.get(purpose="decision")),
        "waited_long": (reviewed.person, reviewed),
        "applicants_wait": (sam, reviewed.cohort),
        **seated(group, ravi, sam),
        "application_sent": (ravi, wish),
        unfinished.KIND: (ravi, wish),
        "applications_open": (ravi, wish.cohort),
    }


def read_back(seat):
    """Close a hot seat without an action."""
    with wall.as_person(seat.person):
        kept = read_backs.keep(seat, now=NOON, heard=CANARY, got="no", will=CANARY, first_step=CANARY, due_on="")
        ReadBack.objects.filter(pk=kept.pk).update(closing="none", closed_at=NOON)
    return kept


def written_to(person, meeting, *, by):
    """Ask a member for an answer, in words that are theirs to be read."""
    occasion = asking.Occasion(meeting.group, asking.Matter.ANSWER, meeting=meeting)
    asking.send(occasion, [meeting.group.membership_of(person)], "Do you come?", by=by, now=NOON)
    return Letter.objects.get()


def proposed(cohort):
    """Make a draft of groups, with a reason for its admins."""
    programme = cohort.programme
    programme.admins.add(make_person("Omar Diaz"))
    make_applicant(cohort, "Gita Rao")
    return drafting.propose(cohort, by=programme.admins.first(), now=NOON, reason=CANARY)


def seated(group, newcomer, admin):
    """Propose a newcomer of whom all is shown, to people one of whom will not have them, and put another on trial."""
    told = {"brings": CANARY, "recently_did": CANARY, "shown": ["brings", "recently_did"]}
    Profile.objects.update_or_create(person=newcomer, defaults=told)
    proposal = make_put_forward(group, newcomer, by=admin, now=NOON)
    no = Said(yes=False, whom=newcomer.pk, kind="close")
    consents.answer(proposal, admin, no, now=NOON)
    asked = ("proposal", "newcomer_proposed", "proposal_reminder", "not_as_proposed", "group_complete")
    trial = make_trial(group.membership_of(make_member(group, "Edie Lund")), began_at=NOON)
    trial.place.give_notice(NOON + timedelta(days=7), now=NOON)
    return {
        **dict.fromkeys(asked, (newcomer, proposal)),
        **dict.fromkeys(("proposals_decided", "proposals_wait"), (admin, group.programme)),
        "seat_opened": (admin, opening.open_seat(group, by=newcomer, now=NOON)),
        **dict.fromkeys(("trial_asked", "trial_heard"), (admin, group)),
        "trial_ended": (trial.place.person, trial.place),
    }


def apply_with_words(programme, admin):
    """Let somebody want in about whom all is said that can be; the admin's own letters are theirs to be read."""
    programme.admins.add(admin)
    wish = make_application(make_person("Rosa Lind"), make_cohort(NOON.date(), programme=programme), wants=CANARY)
    reviewing.write_note(wish, CANARY, by=admin, now=NOON)
    conflicts.declare(wish, kind="boss", whom=CANARY, why=CANARY, now=NOON)
    reviewing.decide(wish.cohort, [wish], "accepted", "Welcome", by=admin, now=NOON)
    reminding.write_why(wish, "Nobody else brews here", by=admin, now=NOON)
    return wish


about = once_a_module(told)


@pytest.fixture(params=sorted(KINDS))
def letter(request, about):
    return written(request.param, *about[request.param])


def written(kind, person, thing):
    """Write one mail as somebody who could read every word: only the template keeps them back."""
    named = {"about_type": thing._meta.label_lower, "about_id": thing.pk, "occurrence": "60 2026-09-30"}
    delivery = Delivery(person=person, kind=kind, message_id="<1@example.org>", written_at=NOON, **named)
    with wall.as_person(person):
        return letters.write(delivery, now=NOON)


def test_no_mail_carries_a_word_of_a_room(letter):
    whole = letter.message()
    parts = [part.get_payload(decode=True).decode() for part in whole.walk() if not part.is_multipart()]
    assert [part for part in [*whole.values(), *parts] if CANARY in part.lower()] == []


def test_only_an_applicants_own_mail_carries_an_admins_words(letter):
    carries = "Welcome" in letter.body or "Nobody else brews here" in letter.body

    assert carries == (letter.subject == "About your application")
    assert letter.to == ["rosa@example.org"] or not carries


def test_only_what_somebody_does_or_must_know_is_sent_by_night():
    """All else waits until its reader's quiet hours are over; whoever adds a kind decides which it is."""
    assert {kind.name for kind in KINDS.values() if kind.waits is at_once} == BY_NIGHT


def test_a_mail_has_a_short_subject(letter):
    assert 0 < len(letter.subject) < 50


def test_the_text_of_a_mail_is_as_clean_as_its_html(letter):
    """One empty line between paragraphs, each address on a line of its own, and names as they were typed."""
    lines = letter.body.split("\n")

    assert "\n\n\n" not in letter.body
    assert [line for line in lines if line != line.rstrip() or re.search(r".https?://|&\w+;|&#", line)] == []


def test_a_mail_about_signing_in_has_a_short_subject():
    written_by_hand = settings.BASE_DIR.glob("templates/*/email/*_subject.txt")
    facts = Context({"code": "ABCD-EFGH", "current_site": {"name": LONGEST}}, autoescape=False)
    subjects = [Engine.get_default().from_string(path.read_text()).render(facts).strip() for path in written_by_hand]

    assert len(subjects) > 15
    assert [subject for subject in subjects if not 0 < len(subject) < 50] == []


def test_a_mail_leads_to_one_place_which_both_its_parts_name(letter):
    html = letter.alternatives[0].content
    assert re.findall(r"https?://[^\s\"<]+", html) == re.findall(r"https?://\S+", letter.body)
    assert html.count('<a class="button"') == 1


def test_what_may_be_stopped_is_stopped_in_one_click_and_nothing_else_can_be(letter):
    """Safety, and a meeting moved or called off, reach everybody; all else leads to its end, small below the button."""
    address = letter.extra_headers.get("List-Unsubscribe", "")
    html = letter.alternatives[0].content

    assert (letter.extra_headers.get("List-Unsubscribe-Post") == "List-Unsubscribe=One-Click") == bool(address)
    assert len(re.findall("<a ", html)) == 1 + bool(address)
    assert address.strip("<>") in html
