"""The application (应用)."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Flask, redirect
from werkzeug.middleware.proxy_fix import ProxyFix

from qualitygov import CreditScore, Outlook, QualityGovError, Screening, TownAssessment
from qualitygov.blacklist import ListingStatus
from qualitygov.county import Place
from qualitygov.decisions import DecisionRecord, Replay
from town_service import cases, county, decisions, records, units, work
from town_service.described import add_result, name_of
from town_service.guard import SCHEME
from town_service.messages import (
    MOST_SENT,
    TownApi,
    answer_conflict,
    answer_library,
    answer_unfit,
)
from town_service.settings import Settings
from town_service.tables import Base

RESULTS = (
    CreditScore, Outlook, Screening, ListingStatus, Place, TownAssessment, DecisionRecord, Replay,
)  # fmt: skip
CONFIG: dict[str, Any] = {
    "API_TITLE": "质量强镇服务 / town service",
    "API_VERSION": "1",
    "OPENAPI_VERSION": "3.1.0",
    "OPENAPI_URL_PREFIX": "/",
    "OPENAPI_JSON_PATH": "openapi.json",
    "API_SPEC_OPTIONS": {
        "security": [],
        "components": {"securitySchemes": {SCHEME: {"type": "http", "scheme": "bearer"}}},
    },
    "MAX_CONTENT_LENGTH": MOST_SENT,
}
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def engine_of(database: str) -> sa.Engine:
    """Return the engine of a database (数据库), whose tables are made where they are missing."""
    engine = sa.create_engine(database)
    if engine.dialect.name == "sqlite":

        @sa.event.listens_for(engine, "connect")
        def prepare(connection: Any, _: Any) -> None:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA busy_timeout = 5000")

    Base.metadata.create_all(engine)
    return engine


def create_app(settings: Settings | None = None) -> Flask:
    """Make the application (创建应用), by the environment where no settings are given."""
    settings = settings or Settings.from_environment()
    app = Flask(__name__, static_folder="static", static_url_path="/page")
    app.config |= CONFIG
    app.config["SETTINGS"] = settings
    app.json.ensure_ascii = app.json.sort_keys = False  # type: ignore[attr-defined]
    app.extensions["engine"] = engine_of(settings.database)
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies)  # type: ignore[method-assign]
    work.bind(app, app.extensions["engine"])
    app.register_error_handler(QualityGovError, answer_library)
    for unfit in (OverflowError, sa.exc.DataError):
        app.register_error_handler(unfit, answer_unfit)
    for conflict in work.CONFLICTS:
        app.register_error_handler(conflict, answer_conflict)
    app.url_map.converters["year"] = county.Year
    plugin = MarshmallowPlugin(schema_name_resolver=name_of)
    api = TownApi(app, spec_kwargs={"marshmallow_plugin": plugin})
    api.register_converter(county.Year, lambda _: county.Year.schema)
    for cls in RESULTS:
        add_result(api, cls)
    api.spec.components.schema("Places", county.PLACES)
    for module in (units, records, cases, county, decisions):
        api.register_blueprint(module.blp)

    @app.get("/")
    def page() -> Any:
        return redirect("/page/page.html")

    @app.after_request
    def guarded(response: Any) -> Any:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return app
