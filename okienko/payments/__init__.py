"""Getting fees from people. A fee never holds up a submission."""
