from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_died")]
    operations = [
        migrations.AddField("CaseParty", "unproven", models.BooleanField(default=False)),
        migrations.AddField("CaseParty", "withdrew_at", models.DateTimeField(null=True)),
    ]
