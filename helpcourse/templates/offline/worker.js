/* The worker that stands between this site's pages and the line, once somebody keeps a course on their device. */
importScripts({% for part in ("store", "sending", "kept", "worker") %}"{{ static_url("offline/" ~ part ~ ".js") }}"{{ ", " if not loop.last }}{% endfor %});
