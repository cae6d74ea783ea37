"""Residents of the installation, clerks, parties, mandates, authorisations to sign."""
