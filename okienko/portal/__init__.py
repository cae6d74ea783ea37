"""What residents see: the promise, questions, receipt, and the matter until its end."""
