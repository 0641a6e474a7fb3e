"""What is asked of somebody once their hot seat lies behind them?"""

from django.utils.translation import gettext as _

from accountability import looking_back, months
from peergroups.needs import Need


def look_backs(askings):
    """Ask how it went after one month and after three; what was said then stands on the page alone."""
    for read_back, asking in askings:
        yield Need(
            looking_back.after(asking.months),
            _(months.WORDINGS[read_back.closing].mail),
            looking_back.address(read_back),
            _("Say how it went"),
        )
