"""The archive file: engine, transactions, migrations, backup, attachments."""
