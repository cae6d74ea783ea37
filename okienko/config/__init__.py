"""Settings, root URLs, start-up of web and worker."""
