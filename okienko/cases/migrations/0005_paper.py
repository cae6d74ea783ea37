"""Letters that come on paper: the register, and their scans."""

from django.db import migrations, models

import okienko.tenancy.clock
import okienko.tenancy.context
import okienko.tenancy.ids
from okienko.tenancy.models import TenantFK
from okienko.tenancy.schema import TenantTables

STATES = [("nowe", "czeka"), ("w-sprawie", "w sprawie"), ("odlozone", "bez sprawy")]


def keys() -> list:
    return [
        ("id", models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
        ("office_id", models.IntegerField(default=okienko.tenancy.context.current_office, editable=False)),
    ]


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_words"), ("submissions", "0003_counter")]
    operations = [
        migrations.CreateModel(
            name="PaperLetter",
            fields=[
                *keys(),
                ("number", models.CharField(max_length=40)),
                ("received_at", models.DateTimeField()),
                ("posted_on", models.DateField(null=True)),
                ("way", models.CharField(max_length=12)),
                ("sender", models.CharField(max_length=200)),
                ("sender_address", models.CharField(default="", max_length=200)),
                ("their_mark", models.CharField(default="", max_length=60)),
                ("subject", models.CharField(max_length=200)),
                ("pages", models.IntegerField(null=True)),
                ("registered_by", models.UUIDField()),
                ("registered_on", models.DateField(default=okienko.tenancy.clock.today)),
                ("state", models.CharField(choices=STATES, default="nowe", max_length=12)),
                ("reason", models.CharField(default="", max_length=20)),
                ("draft_id", models.UUIDField(null=True)),
                ("unit", TenantFK(related_name="paper_letters", to="offices.unit")),
                ("case", TenantFK(null=True, related_name="paper_letters", to="cases.case")),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [models.UniqueConstraint(fields=["office_id", "number"], name="cases_paper_number")],
                "indexes": [
                    models.Index(fields=["office_id", "unit", "state"], name="cases_paper_waiting"),
                    models.Index(fields=["office_id", "draft_id"], name="cases_paper_draft"),
                    models.Index(fields=["office_id", "registered_by", "registered_on"], name="cases_paper_today"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PaperFile",
            fields=[
                *keys(),
                ("letter", TenantFK(related_name="files", to="cases.paperletter")),
                ("file", TenantFK(related_name="paper_uses", to="documents.file")),
            ],
            options={"abstract": False, "base_manager_name": "objects"},
        ),
        TenantTables("PaperLetter", "PaperFile"),
    ]
