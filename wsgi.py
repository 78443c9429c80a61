"""The WSGI application for any server: `waitress-serve wsgi:app`, `granian --interface wsgi wsgi:app` …"""

from helpcourse.app import create_app

app = create_app()
