"""Which drafts a clerk began, so that those that residents began are never thrown away by one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("submissions", "0004_applicants")]
    operations = [migrations.AddField("Draft", "from_office", models.BooleanField(default=False))]
