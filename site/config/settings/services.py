"""The one place that chooses which database, cache and file store the site runs on.

Without any variable everything is embedded: SQLite, a cache in a folder, files in a folder.
"""

from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from config.settings.environment import DATA_DIR, env

# Measured: without IMMEDIATE half of all read-then-write transactions of six processes fail with
# "database is locked"; FULL keeps what was acknowledged through a power cut.
SQLITE_OPTIONS = {
    "timeout": 20,  # seconds
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA journal_mode=WAL;"
        "PRAGMA synchronous=FULL;"
        "PRAGMA foreign_keys=ON;"
        "PRAGMA journal_size_limit=67108864;"
        "PRAGMA cache_size=-20000;"
        "PRAGMA temp_store=MEMORY;"
    ),
}
# Milliseconds: no query, no wait for a lock and no forgotten transaction lasts longer.
POSTGRESQL_OPTIONS = {
    "options": (
        "-c statement_timeout=10000 -c lock_timeout=3000"
        " -c idle_in_transaction_session_timeout=15000"
    )
}


def database() -> dict:
    """The database of `DATABASE_URL`, else SQLite below `DATA_DIR`."""
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    settings = env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}")
    settings["ATOMIC_REQUESTS"] = False  # with IMMEDIATE every GET would take the write lock
    if "sqlite" in settings["ENGINE"]:
        return settings | {"OPTIONS": SQLITE_OPTIONS, "CONN_MAX_AGE": 600}
    return settings | {
        "OPTIONS": POSTGRESQL_OPTIONS | settings.get("OPTIONS", {}),
        "CONN_MAX_AGE": 60,  # seconds
        "CONN_HEALTH_CHECKS": True,
    }


def cache() -> dict:
    """The cache of `CACHE_URL`, else a folder that all processes share, with atomic counters."""
    url = env("CACHE_URL", default="")
    if url:
        return env.cache_url_config(url)
    return {
        "BACKEND": "diskcache.DjangoCache",
        "LOCATION": str(DATA_DIR / "cache"),
        "TIMEOUT": 300,  # seconds
        "SHARDS": 4,
        "DATABASE_TIMEOUT": 2,  # seconds
        "OPTIONS": {"size_limit": 256 * 1024 * 1024},  # bytes
    }


def file_storage() -> dict:
    """The bucket of `MEDIA_S3_URL` (s3://KEY:SECRET@HOST/BUCKET), else `DATA_DIR/media`."""
    bucket = _bucket()
    if not bucket:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    return {"BACKEND": "content.storage.SameOriginS3Storage", "OPTIONS": bucket}


def private_file_storage() -> dict:
    """Files that only views hand out: a folder of the bucket, else `DATA_DIR/private`."""
    bucket = _bucket()
    if not bucket:
        return {
            "BACKEND": "content.storage.PrivateFiles",
            "OPTIONS": {
                "location": str(DATA_DIR / "private"),
                "file_permissions_mode": 0o600,
                "directory_permissions_mode": 0o700,
            },
        }
    return {
        "BACKEND": "content.storage.PrivateS3Storage",
        "OPTIONS": bucket | {"location": "private", "default_acl": "private"},
    }


def elasticsearch() -> dict:
    """The nodes of `ELASTICSEARCH_URL` (https://NAME:PASSWORD@HOST:9200,https://…), else nothing.

    One name and password holds for all nodes. `ELASTICSEARCH_PREFIX` begins the names of all that
    is kept there, `ELASTICSEARCH_CA_FILE` certifies nodes that only the house knows."""
    urls = env("ELASTICSEARCH_URL", default="").split(",")
    nodes = [urlsplit(url.strip()) for url in urls if url.strip()]
    if not all(node.scheme in {"http", "https"} and node.hostname for node in nodes):
        raise ImproperlyConfigured("ELASTICSEARCH_URL: https://NAME:PASSWORD@HOST:9200,https://…")
    if not nodes:
        return {}
    settings = {
        "hosts": [_address(node) for node in nodes],
        "prefix": env("ELASTICSEARCH_PREFIX", default="missionsachsen2038"),
    }
    names = [node for node in nodes if node.username]
    if names:
        settings["basic_auth"] = (unquote(names[0].username), unquote(names[0].password or ""))
    authority = env("ELASTICSEARCH_CA_FILE", default="")
    if authority:
        settings["ca_certs"] = authority
    return settings


def _address(node) -> str:
    """A node without name and password, with the port that Elasticsearch has by itself."""
    host = f"[{node.hostname}]" if ":" in node.hostname else node.hostname
    return f"{node.scheme}://{host}:{node.port or 9200}{node.path.rstrip('/')}"


def _bucket() -> dict:
    url = env.url("MEDIA_S3_URL", default="")
    if not url or not url.geturl():
        return {}
    return {
        "access_key": unquote(url.username or ""),
        "secret_key": unquote(url.password or ""),
        "endpoint_url": f"https://{url.hostname}" + (f":{url.port}" if url.port else ""),
        "bucket_name": url.path.strip("/"),
        "file_overwrite": False,
        "querystring_auth": True,
    }
