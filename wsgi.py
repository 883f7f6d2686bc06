"""The application for a WSGI server: `gunicorn wsgi:app`."""

from sla.web import create_app

app = create_app()
