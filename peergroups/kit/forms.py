"""How does a form look? As templates/django/forms says: one home for every field on every page."""

from django.forms import RadioSelect
from django.forms.renderers import TemplatesSetting

# The label says what belongs in a box, and the server says what is missing: the browser adds no second voice.
UNSAID = ("placeholder", "required")


class Renderer(TemplatesSetting):
    """Renders forms with our own templates, the same way everywhere."""

    def render(self, template_name, context, request=None):
        if "widget" in context:
            hush(context["widget"])
        return super().render(template_name, context, request)


def hush(widget):
    """Take from a widget and its parts what our pages do not say."""
    for name in UNSAID:
        widget["attrs"].pop(name, None)
    options = [option for _, group, _ in widget.get("optgroups", []) for option in group]
    for part in [*widget.get("subwidgets", []), *options]:
        hush(part)


class Segmented(RadioSelect):
    """Two to four radio buttons in one row, each a thumb high."""

    template_name = "django/forms/widgets/segmented.html"
