"""Components, layouts and the theme of an office: the only place that knows govuk-frontend."""
