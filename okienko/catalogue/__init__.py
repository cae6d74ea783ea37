"""Services, releases, offers: which office offers which release with which local values."""
