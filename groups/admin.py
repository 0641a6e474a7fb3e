"""What may an operator mend by hand? People, programmes and places; never words, and never the way to them.

An operator is let into no room by their own hand: nobody's address and nobody's place becomes theirs here.
"""

from allauth.account import admin as _addresses  # noqa: F401 - registers its models, so that they can be taken out
from allauth.account.models import EmailAddress
from allauth.mfa import admin as _factors  # noqa: F401 - likewise
from allauth.mfa.models import Authenticator
from allauth.usersessions import admin as _sessions  # noqa: F401 - likewise
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth import admin as _permissions  # noqa: F401 - likewise
from django.contrib.auth.models import Group as PermissionGroup
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.audit import Act, note
from groups.founding import found_group
from groups.models import Group, Membership, Person, Programme
from groups.sessions import end_all

admin.site.unregister([Authenticator, EmailAddress, PermissionGroup, UserSession])


class Kept(admin.ModelAdmin):
    """What is mended and never deleted: the page that asks would list all that hangs on it, reports too."""

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Person)
class PersonAdmin(Kept):
    list_display = ["name", "email", "time_zone", "is_active", "is_operator"]
    search_fields = ["name", "email"]
    ordering = ["name", "email"]
    exclude = ["password"]
    readonly_fields = ["last_login"]
    actions = ["lift_second_factor"]

    @admin.action(description=_("Take away a lost second factor"), permissions=["change"])
    def lift_second_factor(self, request, queryset):
        """Lead to the page that asks why."""
        return redirect(f"{reverse('lifts')}?person={queryset.first().pk}")

    def get_readonly_fields(self, request, obj=None):
        """Leave an address to its owner: whoever reads its mail can sign in."""
        return [*self.readonly_fields, "email"] if obj else self.readonly_fields

    def save_model(self, request, obj, form, change):
        """Make an account as everywhere, with an address to send codes to; sign a closed one out for good."""
        if not change:
            obj.__dict__.update(Person.objects.create_user(**form.cleaned_data).__dict__)
            return
        super().save_model(request, obj, form, change)
        if not obj.is_active:
            end_all(obj)


@admin.register(Programme)
class ProgrammeAdmin(Kept):
    list_display = ["name", "slug"]
    fields = ["name", "slug", "admins"]  # its rules are for those who run it
    autocomplete_fields = ["admins"]

    def save_related(self, request, form, formsets, change):
        """Tell each group in its log who came to run its programme, or no longer does, and by whose hand."""
        before = set(form.instance.admins.all())
        super().save_related(request, form, formsets, change)
        for group in form.instance.groups.all():
            tell_of_admins(group, before, by=request.user)
        told = {"now": timezone.now(), "actor": request.user, "programme": form.instance}
        for person in before ^ set(form.instance.admins.all()):
            note(Act.DISMISSED_ADMIN if person in before else Act.NAMED_ADMIN, person=person, **told)


def tell_of_admins(group, before, *, by):
    """Write into a group's log who runs its programme now and did not before, or no longer does."""
    for person in before ^ set(group.programme.admins.all()):
        note(Act.CHANGED_ROLE, now=timezone.now(), actor=by, person=person, group=group, about=group.programme)


@admin.register(Group)
class GroupAdmin(Kept):
    list_display = ["name", "programme", "zone", "started_at"]
    search_fields = ["name"]
    fields = ["programme", "name", "theme", "zone"]

    def save_model(self, request, obj, form, change):
        """Found a new group as everywhere, with its address and its charter; tell one that moves who runs it now."""
        if change:
            before = set(Person.objects.filter(programmes_run__groups=obj))
            super().save_model(request, obj, form, change)
            return tell_of_admins(obj, before, by=request.user)
        founded = found_group(obj.programme, obj.name, zone=obj.zone, theme=obj.theme, now=timezone.now())
        obj.__dict__.update(founded.__dict__)
        return None


@admin.register(Membership)
class MembershipAdmin(Kept):
    list_display = ["person", "group", "role", "joined_at", "left_at"]
    fields = ["group", "person", "role", "is_peer", "joined_at", "left_at"]
    list_select_related = ["person", "group"]

    def has_add_permission(self, request):
        """Let people take a place by their own yes alone: nobody, made up or not, is put into a room."""
        return False

    def get_readonly_fields(self, request, obj=None):
        """Keep a place with the person who signed the charter in it; who left is let in again by the group alone."""
        return ["group", "person", "joined_at", *(["left_at"] if obj and obj.left_at else [])]

    def save_model(self, request, obj, form, change):
        """Leave in the group's log what was done by hand, and by whom."""
        super().save_model(request, obj, form, change)
        now, by_hand = timezone.now(), {"group": obj.group, "about": obj}
        if "left_at" in form.changed_data:
            note(Act.LEFT if obj.left_at else Act.JOINED, now=now, actor=obj.person, **by_hand)
        note(Act.CHANGED_ROLE, now=now, actor=request.user, person=obj.person, **by_hand)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not (obj and obj.person == request.user)
