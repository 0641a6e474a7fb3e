"""How does a form look? As templates/django/forms says: one home for every field on every page."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Renders forms with our own templates, the same way everywhere."""
