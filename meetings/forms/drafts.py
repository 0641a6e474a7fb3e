"""Which page typed this, and what if another saved meanwhile? Beside the boxes of what is kept while it is typed."""

from secrets import token_hex

from django import forms

from peergroups.kit.forms import Form


class DraftForm(Form):
    """Boxes that may stand open on two devices."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)  # which version the page held
    hand = forms.CharField(widget=forms.HiddenInput, max_length=8, required=False)  # which page it is

    def clean_seen(self):
        return self.cleaned_data["seen"] or 0


def new_page(written):
    """Return what a page just opened says of itself."""
    return {"seen": written.version if written else 0, "hand": token_hex(4)}


def both(typed, saved):
    """Put what was saved under what was typed, where it does not stand in it."""
    return typed if saved in typed else "\n\n".join(filter(None, [typed, saved]))
