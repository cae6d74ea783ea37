from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_kinds")]
    operations = [
        migrations.AddField("Clerk", "admin", models.BooleanField(default=False)),
        migrations.AddField("Account", "one_time", models.BooleanField(default=False)),
    ]
