"""Matters taken at the counter and from paper: drafts that a clerk fills in, submissions without an account."""

from django.db import migrations, models

from okienko.submissions import _ddl

CHANNELS = [("konto", "przez konto"), ("okienko", "przy okienku"), ("papier", "na papierze")]


class Migration(migrations.Migration):
    dependencies = [("submissions", "0002_kinds")]
    operations = [
        migrations.AddField("Draft", "code", models.CharField(default="", max_length=14)),
        migrations.AddField("Draft", "channel", models.CharField(choices=CHANNELS, default="konto", max_length=12)),
        migrations.AddField("Draft", "helper_id", models.UUIDField(null=True)),
        migrations.AddField("Draft", "person", models.JSONField(default=dict)),
        migrations.AddField("Draft", "received_at", models.DateTimeField(null=True)),
        migrations.AlterField("Submission", "channel", models.CharField(choices=CHANNELS, default="konto", max_length=12)),
        migrations.AlterField("Submission", "resident_id", models.UUIDField(null=True)),
        migrations.AddField("Submission", "taken_by", models.UUIDField(null=True)),
        migrations.AddIndex("Draft", models.Index(fields=["office_id", "code"], name="submissions_draft_code")),
        migrations.AddIndex("Draft", models.Index(fields=["office_id", "helper_id"], name="submissions_draft_helper")),
        migrations.RunSQL(_ddl.SUBMIT),
    ]
