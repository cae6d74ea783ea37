"""The office's own file plan (JRWA): imports and dated classes."""

import okienko.tenancy.context
import okienko.tenancy.ids
import okienko.tenancy.models
from django.db import migrations, models

from okienko.tenancy.schema import TenantTables


class Migration(migrations.Migration):

    dependencies = [
        ('offices', '0002_kinds'),
    ]

    operations = [
        migrations.CreateModel(
            name='FilePlan',
            fields=[
                ('id', models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('office_id', models.IntegerField(default=okienko.tenancy.context.current_office, editable=False)),
                ('file_name', models.CharField(max_length=160)),
                ('valid_from', models.DateField()),
                ('waiting', models.JSONField(default=list)),
                ('read_at', models.DateTimeField()),
                ('adopted_at', models.DateTimeField(null=True)),
                ('undone_at', models.DateTimeField(null=True)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='FileClass',
            fields=[
                ('id', models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('office_id', models.IntegerField(default=okienko.tenancy.context.current_office, editable=False)),
                ('symbol', models.CharField(max_length=12)),
                ('name', models.CharField(max_length=300)),
                ('category', models.CharField(default='', max_length=6)),
                ('parent', models.CharField(default='', max_length=12)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('ended_by', okienko.tenancy.models.TenantFK(null=True, related_name='ends', to='offices.fileplan')),
                ('plan', okienko.tenancy.models.TenantFK(related_name='classes', to='offices.fileplan')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('office_id', 'symbol', 'valid_from'), name='offices_class_from'), models.UniqueConstraint(condition=models.Q(('valid_to', None)), fields=('office_id', 'symbol'), name='offices_class_open')],
            },
        ),
        TenantTables("FilePlan", "FileClass"),
    ]
