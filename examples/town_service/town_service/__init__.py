"""A service for the quality office of a county, built on qualitygov (质量强镇服务示例).

``create_app()`` makes the WSGI application; ``python examples/town_service`` starts it.
"""

from town_service.app import create_app
from town_service.settings import Settings

__all__ = ["Settings", "create_app"]
