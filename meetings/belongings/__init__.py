"""What do meetings keep of one person? Each module tells its parts; here is how a row names the meeting it is of."""


def at(meeting):
    return {"group": meeting.group, "meeting": meeting.starts_at}
