"""The words by which cases are found, and the function that looks them up past the policy but for one office."""

import django.db.models.deletion
from django.db import migrations, models

import okienko.tenancy.context
import okienko.tenancy.ids
import okienko.tenancy.models
from okienko.cases import _ddl
from okienko.tenancy.schema import TenantTables


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_excluded")]
    operations = [
        migrations.CreateModel(
            name="CaseWord",
            fields=[
                ("id", models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ("office_id", models.IntegerField(default=okienko.tenancy.context.current_office, editable=False)),
                ("word", models.CharField(max_length=40)),
                ("case", okienko.tenancy.models.TenantFK(related_name="words", to="cases.case", cascade=True)),
            ],
            options={"base_manager_name": "objects"},
        ),
        migrations.AddConstraint(
            "CaseWord",
            models.UniqueConstraint(fields=["office_id", "word", "case"], name="cases_word_once"),
        ),
        TenantTables("CaseWord"),
        migrations.RunSQL(_ddl.FOUND),
    ]
