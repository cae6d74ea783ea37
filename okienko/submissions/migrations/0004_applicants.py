"""Several people apply together: invitations to a draft, and what waits for a resident before it is sent."""

import django.db.models.deletion
import okienko.tenancy.context
import okienko.tenancy.ids
import okienko.tenancy.models
from django.db import migrations, models

from okienko.submissions import _ddl
from okienko.tenancy.schema import SharedTables, TenantTables

ROLES = [("wnioskodawca", "zgłaszający"), ("wspolwnioskodawca", "współzgłaszający"), ("pelnomocnik", "pełnomocnik")]


class Migration(migrations.Migration):
    dependencies = [("submissions", "0003_counter"), ("offices", "0002_kinds"), ("people", "0005_profile")]
    operations = [
        migrations.AlterField("SubmissionParty", "role", models.CharField(choices=ROLES, max_length=20)),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ("office_id", models.IntegerField(default=okienko.tenancy.context.current_office, editable=False)),
                ("name", models.CharField(max_length=120)),
                ("email", models.CharField(max_length=254)),
                ("link_hash", models.CharField(default="", max_length=64)),
                ("resident_id", models.UUIDField(null=True)),
                ("said", models.CharField(choices=[("czeka", "jeszcze nie odpowiedział(a)"), ("zgoda", "zgoda"), ("odmowa", "odmowa")], default="czeka", max_length=10)),
                ("digest", models.CharField(default="", max_length=64)),
                ("reason", models.CharField(default="", max_length=300)),
                ("said_at", models.DateTimeField(null=True)),
                ("draft", okienko.tenancy.models.TenantFK(cascade=True, related_name="invitations", to="submissions.draft")),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["office_id", "link_hash"], name="submissions_invitation_link")],
                "constraints": [
                    models.UniqueConstraint(fields=("office_id", "draft", "email"), name="submissions_invited_once"),
                    models.UniqueConstraint(condition=models.Q(("resident_id__isnull", False)), fields=("office_id", "draft", "resident_id"), name="submissions_joined_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Unsent",
            fields=[
                ("id", models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ("resident_id", models.UUIDField()),
                ("draft_id", models.UUIDField()),
                ("path", models.CharField(max_length=120)),
                ("title", models.CharField(max_length=200)),
                ("status", models.CharField(max_length=120)),
                ("changed_at", models.DateTimeField()),
                ("office", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="offices.office")),
            ],
            options={
                "indexes": [models.Index(fields=["resident_id", "-changed_at"], name="submissions_unsent_mine")],
                "constraints": [models.UniqueConstraint(fields=("office", "draft_id", "resident_id"), name="submissions_unsent_once")],
            },
        ),
        TenantTables("Invitation"),
        SharedTables("Unsent"),
        migrations.RunSQL(_ddl.SUBMIT),  # parties may be companies
    ]
