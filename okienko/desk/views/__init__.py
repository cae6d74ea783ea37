"""Views of the desk: each reads the request, calls one action or query, answers."""
