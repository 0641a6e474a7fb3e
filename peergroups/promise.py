"""What does the house promise about what is written in a room? One page that everybody may read."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from groups.access import public


@require_safe
@public
def promise(request):
    return render(request, "promise.html")
