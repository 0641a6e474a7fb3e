"""How does a view answer? A page, with 422 and an "Error:" in its title when the form on it was refused."""

from django.shortcuts import render


def page(request, template, context, *, form=None):
    """Render a page; a refused form makes it a 422 that keeps everything typed."""
    refused = form is not None and form.is_bound and not form.is_valid()
    return render(request, template, context | {"refused": refused}, status=422 if refused else 200)


def number(text):
    """Read the number that a button sent; anything else, and what the database could not hold, is 0: no row has it."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def posted(request):
    """Return what a form should judge: all that was posted, even nothing; None for a page just opened."""
    return request.POST if request.method == "POST" else None
