"""What does somebody answer who applies, part by part, and how is it sent?"""

ANSWERS = {
    "business": {
        "name": "Ravi Shah",
        "business": "Shah Clocks",
        "role": "Owner",
        "trade": "Clocks",
        "industry": "manufacturing",
        "market": "Clocks to churches",
        "shown": ["role", "trade", "industry"],
    },
    "stage": {"years": "7", "people": "3", "revenue": "2", "shown": ["years"]},
    "give-and-take": {"brings": "Ten years of export", "wants": "Peers who sell abroad", "shown": ["brings"]},
    "subjects": {"areas": ["export", "sales"], "themes": ["pricing"], "shown": ["areas"]},
    "powers": {"position": "4", "expertise": "5", "connections": "2", "authority": "3"},
    "place": {"languages": ["en"], "meets": ["online"], "city": "", "shown": ["languages"]},
    "times": {"time_zone": "Europe/Berlin", "evening": ["1", "2"], "morning": ["3"]},
}


def fill(client, application, answers=ANSWERS):
    for part, typed in answers.items():
        assert client.post(f"/applications/{application.pk}/{part}/", typed).status_code == 302


def send(client, application):
    return client.post(f"/applications/{application.pk}/send/", follow=True).content.decode()
