"""Tables as Django declares them; 0002_kinds makes them tenant or shared."""

import okienko.tenancy.context
import okienko.tenancy.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Payment',
            fields=[
                ('id', models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('office_id', models.IntegerField(default=okienko.tenancy.context.current_office, editable=False)),
                ('about', models.CharField(max_length=200)),
                ('resident_id', models.UUIDField(null=True)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12)),
                ('title', models.CharField(max_length=200)),
                ('account', models.CharField(max_length=40)),
                ('state', models.CharField(choices=[('do-zaplaty', 'do zapłaty'), ('rozpoczeta', 'płatność rozpoczęta'), ('zaplacona', 'zapłacona')], default='do-zaplaty', max_length=16)),
                ('made_at', models.DateTimeField()),
                ('paid_at', models.DateTimeField(null=True)),
                ('reference', models.CharField(default='', max_length=80)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('office_id', 'about'), name='payments_once')],
            },
        ),
    ]
