"""Tables as Django declares them; 0002_kinds makes them tenant or shared."""

import okienko.tenancy.context
import okienko.tenancy.ids
import okienko.tenancy.models
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0001_first'),
    ]

    operations = [
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('office_id', models.IntegerField(default=okienko.tenancy.context.current_office, editable=False)),
                ('resident_id', models.UUIDField(null=True)),
                ('addressee', models.CharField(max_length=200)),
                ('about', models.CharField(max_length=200)),
                ('channel', models.CharField(default='konto', max_length=20)),
                ('sent_at', models.DateTimeField()),
                ('second_notice_at', models.DateTimeField(null=True)),
                ('collected_at', models.DateTimeField(null=True)),
                ('effect', models.CharField(choices=[('czeka', 'czeka na odbiór'), ('odebrane', 'odebrane'), ('uznane', 'uznane za doręczone')], default='czeka', max_length=10)),
                ('effective_on', models.DateField(null=True)),
                ('next_step_at', models.DateTimeField(null=True)),
                ('document', okienko.tenancy.models.TenantFK(related_name='deliveries', to='documents.document')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['office_id', 'about'], name='deliveries_about')],
                'constraints': [models.UniqueConstraint(fields=('office_id', 'document', 'addressee'), name='deliveries_once')],
            },
        ),
    ]
