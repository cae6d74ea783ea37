from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0005_profile")]
    operations = [migrations.AddField("Clerk", "keys", models.BooleanField(default=True))]
