"""Getting letters to people: so far to the account in the installation (k.p.a. art. 63 § 1, unconfirmed)."""
