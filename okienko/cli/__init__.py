"""The command line: start-up, the launcher of the embedded database, the supervisor."""
