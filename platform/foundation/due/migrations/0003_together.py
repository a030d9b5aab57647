from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('foundation_due', '0002_limits_and_heartbeats'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='duerow',
            index=models.Index(fields=['tenant_id', 'kind', 'due_at'], name='due_row_together'),
        ),
    ]
