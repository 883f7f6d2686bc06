"""What every answer carries so that a browser trusts nothing but us: headers, cookies, forgery protection."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask, Response, request
from flask.sessions import SecureCookieSessionInterface
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

MOST_BYTES = 26 * 1024 * 1024
"""The largest request: an upload of 25 MB and the form around it."""
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
WITH_SCRIPT = f"{POLICY}; script-src 'self'"
"""Of pages that have a script, in a file of ours; none runs from within a page."""
WITH_REQUESTS = f"{WITH_SCRIPT}; connect-src 'self'"
"""Of those whose script asks us for something."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class _Cookies(SecureCookieSessionInterface):
    """The session's cookie travels only encrypted wherever the page itself came encrypted."""

    def get_cookie_secure(self, app: Flask) -> bool:
        del app
        return request.is_secure


def install(app: Flask, secret: bytes, proxies: int = 0) -> None:
    """Set cookies, limits, forgery protection and headers; believe so many proxies of our own, and no visitor."""
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies)  # type: ignore[method-assign]  # as its makers say
    app.config.update(
        SECRET_KEY=secret,
        SESSION_COOKIE_NAME="sla",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=12),
        MAX_CONTENT_LENGTH=MOST_BYTES,
        WTF_CSRF_TIME_LIMIT=None,  # a token lives as long as its session: nobody loses a form to a clock
        WTF_CSRF_SSL_STRICT=True,
    )
    app.session_interface = _Cookies()
    CSRFProtect(app)
    app.after_request(_sealed)


def _sealed(answer: Response) -> Response:
    for name, value in HEADERS.items():
        answer.headers.setdefault(name, value)
    if request.endpoint != "static":
        answer.headers["Cache-Control"] = "no-store"
    return answer
