"""`/sign-in/provider`: single sign-on by OpenID Connect: a code for this browser alone, with state, nonce and PKCE."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from flask import Blueprint, abort, render_template, request, session, url_for
from werkzeug.wrappers import Response

from sla.config import Provider
from sla.operations import single_sign_on
from sla.operations.answers import refused
from sla.operations.single_sign_on import Claim
from sla.values import Findings
from sla.web.sign_in import admitted, onward_to
from sla.web.visitor import address, desk, now

pages = Blueprint("single", __name__)
Page = Response | tuple[str, int]
SECONDS = 10
"""How long the provider may take over an answer."""
FAILED = refused(
    "single.failed",
    "The provider did not say who you are",
    remedy="Try again, or sign in with your password.",
)


@pages.get("/sign-in/provider")
def page() -> Page:
    """Go to the provider."""
    from authlib.integrations.base_client import OAuthError
    from requests import RequestException

    client = _client(_provider())
    session["onward"] = onward_to(request.args.get("next", ""))
    try:
        away: Response = client.authorize_redirect(address(url_for("single.back")))
    except (OAuthError, RequestException, ValueError):
        return _refused(FAILED)
    return away


@pages.get("/sign-in/provider/back")
def back() -> Page:
    """Come back from the provider, with a code that only this browser can use."""
    onward = onward_to(session.get("onward", ""))
    claim = _claim(_provider())
    if isinstance(claim, Findings):
        return _refused(claim)
    answer = single_sign_on.sign_in(desk().books, claim, _provider().domains, at=now())
    return _refused(answer) if isinstance(answer, Findings) else admitted(answer, onward)


def _claim(provider: Provider) -> Claim | Findings:
    """What the provider says, if it is signed, fresh and for us."""
    from authlib.integrations.base_client import OAuthError
    from joserfc.errors import JoseError
    from requests import RequestException

    options = {
        "iss": {"essential": True, "values": [provider.issuer]},
        "aud": {"essential": True, "value": provider.client},
        "sub": {"essential": True},
        "nonce": {"essential": True},
    }
    try:
        said = _client(provider).authorize_access_token(claims_options=options).get("userinfo") or {}
    except (OAuthError, JoseError, RequestException, ValueError, KeyError, RuntimeError):
        return FAILED
    if not said.get("sub"):
        return FAILED
    verified = said.get("email_verified") is True
    return Claim(provider.issuer, str(said["sub"]), str(said.get("email", "")), verified)


@lru_cache(maxsize=4)
def _client(provider: Provider) -> Any:  # noqa: ANN401 - the library has no types
    """Speaks OpenID Connect; it asks the provider for its addresses and keys when they are needed."""
    from authlib.integrations.flask_client import FlaskIntegration, FlaskOAuth2App

    wants = {"scope": "openid email", "code_challenge_method": "S256", "default_timeout": SECONDS}
    return FlaskOAuth2App(
        FlaskIntegration("provider"),
        name="provider",
        client_id=provider.client,
        client_secret=provider.secret,
        server_metadata_url=f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs=wants,
    )


def _provider() -> Provider:
    return desk().config.provider or abort(404)


def _refused(problems: Findings) -> tuple[str, int]:
    return render_template("refused-sign-in.html", problems=problems), 422
