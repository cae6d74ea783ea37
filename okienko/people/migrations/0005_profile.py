"""How residents want to be reached, and what happened to their accounts: rows of the installation."""

import django.db.models.deletion
import okienko.tenancy.ids
from django.db import migrations, models

from okienko.tenancy.schema import SharedTables


class Migration(migrations.Migration):
    dependencies = [("people", "0004_office")]
    operations = [
        migrations.CreateModel(
            name="Profile",
            fields=[
                ("resident", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="profile", serialize=False, to="people.resident")),
                ("email", models.CharField(default="", max_length=254)),
                ("phone", models.CharField(default="", max_length=20)),
                ("address", models.JSONField(default=dict)),
                ("wanted", models.CharField(choices=[("wszystkie", "O wszystkim, co na mnie czeka"), ("pisma", "Tylko o pismach"), ("zadne", "Nie chcę zawiadomień")], default="wszystkie", max_length=12)),
                ("asked_email", models.CharField(default="", max_length=254)),
                ("asked_hash", models.CharField(default="", max_length=64)),
                ("asked_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="AccountEvent",
            fields=[
                ("id", models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ("what", models.CharField(choices=[("kontakt", "Telefon albo adres zmieniony"), ("zawiadomienia", "Wybór zawiadomień zmieniony"), ("email-podany", "Podany nowy adres e-mail, czeka na potwierdzenie"), ("email", "Adres e-mail potwierdzony"), ("email-usuniety", "Adres e-mail usunięty"), ("wylogowanie", "Wylogowanie na wszystkich urządzeniach"), ("dane", "Dane pobrane")], max_length=20)),
                ("at", models.DateTimeField()),
                ("resident", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="events", to="people.resident")),
            ],
            options={"indexes": [models.Index(fields=["resident", "-at"], name="people_event_newest")]},
        ),
        migrations.AddField("Party", "company", models.CharField(default="", max_length=200)),
        migrations.AddField("Party", "nip", models.CharField(default="", max_length=10)),
        migrations.AddField("Party", "krs", models.CharField(default="", max_length=10)),
        SharedTables("Profile", "AccountEvent", append_only=["AccountEvent"]),
    ]
