"""Which printed form a letter on paper is, by the code on it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_desk")]
    operations = [
        migrations.AddField("PaperLetter", "form_code", models.CharField(default="", max_length=20)),
        migrations.AddField("PaperLetter", "service", models.CharField(default="", max_length=80)),
    ]
