"""What the desk remembers of clerks: views of the queue that they keep, and what they have looked at."""

from django.db import migrations, models

import okienko.tenancy.context
import okienko.tenancy.ids
import okienko.tenancy.models
from okienko.tenancy.schema import TenantTables


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_withdrew"), ("people", "0006_keys")]
    operations = [
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                ("id", models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ("office_id", models.IntegerField(default=okienko.tenancy.context.current_office, editable=False)),
                ("name", models.CharField(max_length=40)),
                ("chosen", models.JSONField()),
                ("removed", models.BooleanField(default=False)),
                ("clerk", okienko.tenancy.models.TenantFK(related_name="filters", to="people.clerk")),
            ],
            options={"abstract": False, "base_manager_name": "objects"},
        ),
        migrations.AddConstraint(
            "SavedFilter",
            models.UniqueConstraint(
                condition=models.Q(removed=False), fields=("office_id", "clerk", "name"), name="cases_filter_name"
            ),
        ),
        migrations.CreateModel(
            name="CaseLook",
            fields=[
                ("id", models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ("office_id", models.IntegerField(default=okienko.tenancy.context.current_office, editable=False)),
                ("case_id", models.UUIDField()),
                ("version", models.IntegerField()),
                ("at", models.DateTimeField()),
                ("before", models.DateTimeField()),
                ("clerk", okienko.tenancy.models.TenantFK(related_name="looks", to="people.clerk")),
            ],
            options={"abstract": False, "base_manager_name": "objects"},
        ),
        migrations.AddConstraint(
            "CaseLook",
            models.UniqueConstraint(fields=("office_id", "case_id", "clerk"), name="cases_look_once"),
        ),
        TenantTables("SavedFilter", "CaseLook"),
    ]
