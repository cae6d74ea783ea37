"""Notices by e-mail and the fake post office: rows of the installation."""

import okienko.tenancy.ids
from django.db import migrations, models

from okienko.tenancy.schema import SharedTables


class Migration(migrations.Migration):
    dependencies = [("deliveries", "0004_stopped")]
    operations = [
        migrations.CreateModel(
            name="FakeMail",
            fields=[
                ("id", models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ("to", models.CharField(max_length=254)),
                ("subject", models.CharField(max_length=200)),
                ("text", models.TextField()),
                ("sent_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ("why", models.CharField(choices=[("pismo", "pismo czeka na koncie"), ("ruch", "w sprawie jest ruch mieszkańca"), ("termin", "zbliża się koniec terminu mieszkańca"), ("szkic", "szkic zostanie usunięty"), ("zaproszenie", "zaproszenie do wspólnego pisma"), ("adres", "potwierdzenie adresu e-mail")], max_length=12)),
                ("key", models.CharField(max_length=300)),
                ("resident_id", models.UUIDField(null=True)),
                ("address", models.CharField(default="", max_length=254)),
                ("path", models.CharField(default="", max_length=200)),
                ("made_at", models.DateTimeField()),
                ("next_try_at", models.DateTimeField()),
                ("attempts", models.IntegerField(default=0)),
                ("state", models.CharField(choices=[("czeka", "czeka"), ("wyslane", "wysłane"), ("pominiete", "pominięte"), ("odlozone", "odłożone po nieudanych próbach")], default="czeka", max_length=10)),
                ("ended_at", models.DateTimeField(null=True)),
                ("problem", models.CharField(default="", max_length=300)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("why", "key"), name="deliveries_notice_once")],
                "indexes": [
                    models.Index(condition=models.Q(("state", "czeka")), fields=["next_try_at"], name="deliveries_notice_waiting"),
                    models.Index(fields=["resident_id", "-made_at"], name="deliveries_notice_mine"),
                ],
            },
        ),
        SharedTables("Notice", "FakeMail"),
        migrations.RemoveConstraint("Delivery", "deliveries_once"),
        migrations.AddConstraint(
            "Delivery",
            models.UniqueConstraint(fields=("office_id", "document", "addressee", "resident_id"), name="deliveries_once", nulls_distinct=False),
        ),
    ]
