from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_kinds")]
    operations = [
        migrations.AddField("Case", "excluded", models.JSONField(default=list)),
    ]
