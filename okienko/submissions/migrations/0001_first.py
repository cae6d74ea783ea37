"""Tables as Django declares them; 0002_kinds makes them tenant or shared."""

import django.db.models.deletion
import okienko.tenancy.context
import okienko.tenancy.ids
import okienko.tenancy.models
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0001_first'),
        ('offices', '0001_first'),
        ('people', '0001_first'),
    ]

    operations = [
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('office_id', models.IntegerField(default=okienko.tenancy.context.current_office, editable=False)),
                ('service', models.CharField(max_length=80)),
                ('offer_version_id', models.UUIDField()),
                ('answers', models.JSONField(default=dict)),
                ('resident_id', models.UUIDField(null=True)),
                ('link_hash', models.CharField(default='', max_length=64)),
                ('begun_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['office_id', 'link_hash'], name='submissions_draft_link'), models.Index(fields=['office_id', 'resident_id'], name='submissions_draft_resident')],
            },
        ),
        migrations.CreateModel(
            name='DraftFile',
            fields=[
                ('id', models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('office_id', models.IntegerField(default=okienko.tenancy.context.current_office, editable=False)),
                ('attachment', models.CharField(max_length=80)),
                ('draft', okienko.tenancy.models.TenantFK(cascade=True, related_name='files', to='submissions.draft')),
                ('file', okienko.tenancy.models.TenantFK(related_name='draft_uses', to='documents.file')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('office_id', models.IntegerField(default=okienko.tenancy.context.current_office, editable=False)),
                ('draft_id', models.UUIDField()),
                ('digest', models.CharField(max_length=64)),
                ('number', models.CharField(max_length=16)),
                ('service', models.CharField(max_length=80)),
                ('release_id', models.UUIDField()),
                ('offer_version_id', models.UUIDField()),
                ('answers', models.JSONField()),
                ('decisions', models.JSONField()),
                ('fee', models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ('fee_why', models.CharField(default='', max_length=300)),
                ('channel', models.CharField(default='konto', max_length=12)),
                ('resident_id', models.UUIDField()),
                ('accepted_at', models.DateTimeField()),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['office_id', 'resident_id'], name='submissions_resident')],
                'constraints': [models.UniqueConstraint(fields=('office_id', 'draft_id'), name='submissions_once_a_draft'), models.UniqueConstraint(fields=('office_id', 'number'), name='submissions_number')],
            },
        ),
        migrations.CreateModel(
            name='SubmissionFile',
            fields=[
                ('id', models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('office_id', models.IntegerField(default=okienko.tenancy.context.current_office, editable=False)),
                ('attachment', models.CharField(max_length=80)),
                ('file', okienko.tenancy.models.TenantFK(related_name='submission_uses', to='documents.file')),
                ('submission', okienko.tenancy.models.TenantFK(related_name='files', to='submissions.submission')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='SubmissionParty',
            fields=[
                ('id', models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('office_id', models.IntegerField(default=okienko.tenancy.context.current_office, editable=False)),
                ('role', models.CharField(choices=[('wnioskodawca', 'zgłaszający'), ('pelnomocnik', 'pełnomocnik')], max_length=20)),
                ('party', okienko.tenancy.models.TenantFK(related_name='submissions', to='people.party')),
                ('submission', okienko.tenancy.models.TenantFK(related_name='parties', to='submissions.submission')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Matter',
            fields=[
                ('id', models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('resident_id', models.UUIDField()),
                ('submission_id', models.UUIDField()),
                ('title', models.CharField(max_length=200)),
                ('mark', models.CharField(default='', max_length=60)),
                ('status', models.CharField(max_length=120)),
                ('turn', models.CharField(max_length=12)),
                ('until', models.DateField(null=True)),
                ('changed_at', models.DateTimeField()),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
            ],
            options={
                'indexes': [models.Index(fields=['resident_id', '-changed_at'], name='submissions_matter_mine')],
                'constraints': [models.UniqueConstraint(fields=('office', 'submission_id', 'resident_id'), name='submissions_matter_once')],
            },
        ),
    ]
