"""What do all pages need in their frame? Icons, the place one is in, and errors said at the top."""

from functools import cache, lru_cache

from django import template
from django.forms import BaseForm, BaseFormSet
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import get_script_prefix
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext

register = template.Library()
FORMS = (BaseForm, BaseFormSet)
# Drawings that point somewhere turn round where writing runs from right to left.
POINTING = {"arrow-left", "arrow-right", "chevron-right", "log-out", "send", "undo-2"}


@register.simple_tag
def icon(name, label=""):
    """Draw one icon of static/icons.svg; without a label it is decoration beside a word."""
    return drawn(name, str(label))


@cache
def drawn(name, label):
    spoken = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    turns = " flips" if name in POINTING else ""
    return format_html('<svg class="icon{}" {}><use href="{}#{}"/></svg>', turns, spoken, static("icons.svg"), name)


@register.simple_tag(takes_context=True)
def alike(context, piece):
    """Include a piece that is the same for everybody in the same place; it is drawn once for each language."""
    person, found = context.get("user"), getattr(context.get("request"), "resolver_match", None)
    here = found.route.partition("/")[0] if found else ""
    signed_in = bool(person and person.is_authenticated)
    tasks = getattr(person, "tasks", ())
    return drawn_alike(piece, here, signed_in, tasks, context.get("SITE_NAME"), get_language(), get_script_prefix())


@lru_cache(maxsize=500)
def drawn_alike(piece, here, signed_in, tasks, site_name, language, prefix):
    return render_to_string(piece, {"here": here, "signed_in": signed_in, "tasks": tasks, "SITE_NAME": site_name})


@register.simple_tag(takes_context=True)
def current(context, *places):
    """Mark a link as the place one is in (`here`); places are the words that addresses begin with."""
    return mark_safe(' aria-current="page"') if context["here"] in places else ""


@register.simple_tag(takes_context=True)
def error_prefix(context):
    """Begin the page's title with "Error: " when a form on it was refused."""
    # By type, for what is lazy in a context is not to be made for this.
    forms = (value for layer in context.dicts for value in layer.values() if issubclass(type(value), FORMS))
    return gettext("Error: ") if any(form.is_bound and not form.is_valid() for form in forms) else ""


@register.inclusion_tag("_pieces/error_summary.html")
def error_summary(*forms):
    """List what has to be mended, each line a link to its box; nothing when all is well."""
    return {"problems": [problem for form in forms if form.is_bound for problem in problems(form)]}


def problems(form):
    """Return the address of the box and the sentence, for each error of a form, in the order of its boxes."""
    order = {name: n for n, name in enumerate(form.fields)}  # what is about none of them comes first
    for name in sorted(form.errors, key=lambda name: order.get(name, -1)):
        place = target(form[name]) if name in form.fields else ""
        for error in form.errors[name]:
            yield {"place": place, "sentence": error}


def target(field):
    """Return the id of the first thing one can type in or choose."""
    return field.id_for_label or f"{field.auto_id}_0"
