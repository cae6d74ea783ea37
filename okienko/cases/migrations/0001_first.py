"""Tables as Django declares them; 0002_kinds makes them tenant or shared."""

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
        ('submissions', '0001_first'),
    ]

    operations = [
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('office_id', models.IntegerField(default=okienko.tenancy.context.current_office, editable=False)),
                ('service', models.CharField(max_length=80)),
                ('release_id', models.UUIDField()),
                ('offer_version_id', models.UUIDField()),
                ('mark', models.CharField(default='', max_length=60)),
                ('register_number', models.CharField(default='', max_length=40)),
                ('file_class', models.CharField(max_length=12)),
                ('body', models.CharField(max_length=40)),
                ('title', models.CharField(max_length=200)),
                ('who', models.CharField(max_length=200)),
                ('status', models.CharField(choices=[('w-toku', 'w toku'), ('zalatwiona', 'załatwiona'), ('zakonczona', 'zakończona')], default='w-toku', max_length=12)),
                ('outcome', models.CharField(default='', max_length=40)),
                ('settled_on', models.DateField(null=True)),
                ('opened_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('turn', models.CharField(max_length=12)),
                ('due_name', models.CharField(default='', max_length=40)),
                ('due_on', models.DateField(null=True)),
                ('clock_at', models.DateTimeField(null=True)),
                ('state', models.JSONField()),
                ('version', models.IntegerField(default=0)),
                ('clerk', okienko.tenancy.models.TenantFK(null=True, related_name='cases', to='people.clerk')),
                ('submission', okienko.tenancy.models.TenantFK(related_name='cases', to='submissions.submission')),
                ('unit', okienko.tenancy.models.TenantFK(related_name='cases', to='offices.unit')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='CaseDocument',
            fields=[
                ('id', models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('office_id', models.IntegerField(default=okienko.tenancy.context.current_office, editable=False)),
                ('task_token', models.CharField(default='', max_length=60)),
                ('answers', models.JSONField(default=dict)),
                ('case', okienko.tenancy.models.TenantFK(related_name='documents', to='cases.case')),
                ('document', okienko.tenancy.models.TenantFK(related_name='cases', to='documents.document')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='CaseParty',
            fields=[
                ('id', models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('office_id', models.IntegerField(default=okienko.tenancy.context.current_office, editable=False)),
                ('role', models.CharField(max_length=20)),
                ('case', okienko.tenancy.models.TenantFK(related_name='parties', to='cases.case')),
                ('party', okienko.tenancy.models.TenantFK(related_name='cases', to='people.party')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Counter',
            fields=[
                ('id', models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('office_id', models.IntegerField(default=okienko.tenancy.context.current_office, editable=False)),
                ('key', models.CharField(max_length=80)),
                ('value', models.IntegerField()),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('office_id', 'key'), name='cases_counter_key')],
            },
        ),
        migrations.CreateModel(
            name='LedgerEntry',
            fields=[
                ('id', models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('office_id', models.IntegerField(default=okienko.tenancy.context.current_office, editable=False)),
                ('position', models.IntegerField()),
                ('entry', models.JSONField()),
                ('case', okienko.tenancy.models.TenantFK(related_name='ledger', to='cases.case')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Reply',
            fields=[
                ('id', models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('office_id', models.IntegerField(default=okienko.tenancy.context.current_office, editable=False)),
                ('message', models.CharField(max_length=80)),
                ('label', models.CharField(max_length=160)),
                ('answers', models.JSONField(default=dict)),
                ('received_at', models.DateTimeField()),
                ('key', models.CharField(max_length=64)),
                ('case', okienko.tenancy.models.TenantFK(related_name='replies', to='cases.case')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='ReplyFile',
            fields=[
                ('id', models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('office_id', models.IntegerField(default=okienko.tenancy.context.current_office, editable=False)),
                ('file', okienko.tenancy.models.TenantFK(related_name='reply_uses', to='documents.file')),
                ('reply', okienko.tenancy.models.TenantFK(related_name='files', to='cases.reply')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('office_id', models.IntegerField(default=okienko.tenancy.context.current_office, editable=False)),
                ('token', models.CharField(max_length=60)),
                ('node', models.CharField(max_length=80)),
                ('label', models.CharField(max_length=160)),
                ('opened_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
                ('closed_by', models.CharField(default='', max_length=200)),
                ('case', okienko.tenancy.models.TenantFK(related_name='tasks', to='cases.case')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['office_id', 'unit', 'status', 'due_on'], name='cases_queue'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['office_id', 'clerk', 'status', 'due_on'], name='cases_mine'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(fields=('office_id', 'submission'), name='cases_once_a_submission'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(condition=models.Q(('mark', ''), _negated=True), fields=('office_id', 'mark'), name='cases_mark'),
        ),
        migrations.AddConstraint(
            model_name='casedocument',
            constraint=models.UniqueConstraint(fields=('office_id', 'case', 'document'), name='cases_document_once'),
        ),
        migrations.AddConstraint(
            model_name='caseparty',
            constraint=models.UniqueConstraint(fields=('office_id', 'case', 'party', 'role'), name='cases_party_once'),
        ),
        migrations.AddConstraint(
            model_name='ledgerentry',
            constraint=models.UniqueConstraint(fields=('office_id', 'case', 'position'), name='cases_ledger_order'),
        ),
        migrations.AddConstraint(
            model_name='reply',
            constraint=models.UniqueConstraint(fields=('office_id', 'case', 'key'), name='cases_reply_once'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(fields=['office_id', 'closed_at'], name='cases_task_open'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.UniqueConstraint(fields=('office_id', 'case', 'token'), name='cases_task_once'),
        ),
    ]
