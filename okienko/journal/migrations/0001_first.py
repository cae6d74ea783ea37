"""Tables as Django declares them; 0002_kinds makes them tenant or shared."""

import django.contrib.postgres.fields
import okienko.tenancy.context
import okienko.tenancy.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Content',
            fields=[
                ('id', models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('office_id', models.IntegerField(default=okienko.tenancy.context.current_office, editable=False)),
                ('salt', models.BinaryField(max_length=32)),
                ('body', models.TextField()),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Todo',
            fields=[
                ('id', models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('office_id', models.IntegerField(default=okienko.tenancy.context.current_office, editable=False)),
                ('sealed', models.BooleanField(default=False)),
                ('done', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=120), default=list, size=None)),
                ('attempts', models.IntegerField(default=0)),
                ('not_before', models.DateTimeField(null=True)),
                ('parked_at', models.DateTimeField(null=True)),
                ('problem', models.TextField(default='')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Cursor',
            fields=[
                ('id', models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('office_id', models.IntegerField(default=okienko.tenancy.context.current_office, editable=False)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('office_id',), name='journal_cursor_one')],
            },
        ),
        migrations.CreateModel(
            name='Fact',
            fields=[
                ('id', models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('office_id', models.IntegerField(default=okienko.tenancy.context.current_office, editable=False)),
                ('at', models.DateTimeField()),
                ('kind', models.CharField(max_length=80)),
                ('subject', models.CharField(max_length=200)),
                ('actor', models.CharField(max_length=200)),
                ('digest', models.BinaryField(max_length=32)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['office_id', 'subject', 'id'], name='journal_fact_subject')],
            },
        ),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('id', models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('office_id', models.IntegerField(default=okienko.tenancy.context.current_office, editable=False)),
                ('number', models.BigIntegerField()),
                ('previous', models.BinaryField(max_length=32)),
                ('root', models.BinaryField(max_length=32)),
                ('size', models.IntegerField()),
                ('at', models.DateTimeField()),
                ('signature', models.BinaryField(max_length=64)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('office_id', 'number'), name='journal_seal_number'), models.UniqueConstraint(fields=('office_id', 'previous'), name='journal_seal_no_fork')],
            },
        ),
        migrations.CreateModel(
            name='Sealed',
            fields=[
                ('id', models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('office_id', models.IntegerField(default=okienko.tenancy.context.current_office, editable=False)),
                ('seal_id', models.UUIDField()),
                ('position', models.IntegerField()),
                ('leaf', models.BinaryField(max_length=32)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('office_id', 'seal_id', 'position'), name='journal_sealed_position')],
            },
        ),
    ]
