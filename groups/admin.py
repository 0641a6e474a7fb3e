"""What may an operator mend by hand? People, programmes and places; never words."""

from django.contrib import admin
from django.utils import timezone

from groups.founding import found_group
from groups.models import Group, Membership, Person, Programme


@admin.register(Person)
class PersonAdmin(admin.ModelAdmin):
    list_display = ["name", "email", "time_zone", "is_active", "is_operator"]
    search_fields = ["name", "email"]
    exclude = ["password"]
    readonly_fields = ["last_login"]


@admin.register(Programme)
class ProgrammeAdmin(admin.ModelAdmin):
    list_display = ["name", "slug"]
    autocomplete_fields = ["admins"]


@admin.register(Group)
class GroupAdmin(admin.ModelAdmin):
    list_display = ["name", "programme", "zone", "started_at"]
    search_fields = ["name"]
    fields = ["programme", "name", "theme", "zone"]

    def save_model(self, request, obj, form, change):
        """A new group is founded as everywhere: with its address and the first version of its charter."""
        if change:
            return super().save_model(request, obj, form, change)
        founded = found_group(obj.programme, obj.name, zone=obj.zone, theme=obj.theme, now=timezone.now())
        obj.__dict__.update(founded.__dict__)
        return None


@admin.register(Membership)
class MembershipAdmin(admin.ModelAdmin):
    list_display = ["person", "group", "role", "joined_at", "left_at"]
    autocomplete_fields = ["person", "group"]
    list_select_related = ["person", "group"]
