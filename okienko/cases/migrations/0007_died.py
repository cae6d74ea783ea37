"""A party may die in the course of a case."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_class_to_mend")]
    operations = [
        migrations.AddField("CaseParty", "died_on", models.DateField(null=True)),
    ]
