vcl 4.1;

# Keeps public pages for the minute that the application allows, and for a day while it is away.
# Wagtail empties it page by page: FRONTEND_CACHE_URL=http://127.0.0.1:6081
# The one name in it, of the probe, must be one of ALLOWED_HOSTS.

import std;

backend default {
    .host = "127.0.0.1";
    .port = "8000";
    .connect_timeout = 3s;
    .first_byte_timeout = 60s;
    .between_bytes_timeout = 30s;
    .probe = {
        .request =
            "GET /livez HTTP/1.1"
            "Host: www.example.org"
            "Connection: close";
        .interval = 5s;
        .timeout = 3s;
        .window = 5;
        .threshold = 3;
    }
}

# Who may empty the cache: the web nodes.
acl editors {
    "127.0.0.1";
    "::1";
}

sub vcl_recv {
    if (req.method == "PURGE") {
        # What comes through the proxy comes from outside, whatever address the proxy has.
        if (client.ip !~ editors || req.http.X-Forwarded-For ~ ",") {
            return (synth(405, "Method Not Allowed"));
        }
        return (purge);
    }
    if (req.method != "GET" && req.method != "HEAD") {
        return (pass);
    }
    # Somebody signed in sees drafts and the editor's bar. Nobody else has a cookie that matters.
    if (req.http.Cookie ~ "(^|; *)(__Host-session|sessionid)=") {
        return (pass);
    }
    unset req.http.Cookie;
    if (req.url ~ "^/(admin|anmeldung|passwort-vergessen|vorgang|livez|readyz|metrics)(/|$|\?)") {
        return (pass);
    }
    set req.url = std.querysort(req.url);
    # A fresh page while the application answers, an old one of up to a day while it does not.
    if (std.healthy(req.backend_hint)) {
        set req.grace = 10s;
    }
    return (hash);
}

sub vcl_backend_response {
    set beresp.grace = 24h;
    # Only what the application declares to be for everybody.
    if (beresp.http.Set-Cookie || beresp.http.Cache-Control !~ "(public|s-maxage|max-age)" ||
        beresp.http.Cache-Control ~ "(private|no-store|no-cache)") {
        set beresp.ttl = 0s;
        set beresp.grace = 0s;
        set beresp.uncacheable = true;
        return (deliver);
    }
    # An error is never kept in place of a page.
    if (beresp.status >= 500) {
        if (bereq.is_bgfetch) {
            return (abandon);
        }
        set beresp.uncacheable = true;
        set beresp.ttl = 0s;
    }
}

sub vcl_deliver {
    unset resp.http.X-Varnish;
    unset resp.http.Via;
}

sub vcl_synth {
    if (resp.status >= 500) {
        set resp.http.Retry-After = "30";
    }
}
