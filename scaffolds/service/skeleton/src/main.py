"""${{ values.name }}: ${{ values.description }}"""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PORT = ${{ values.port }}


class Handler(BaseHTTPRequestHandler):
    """Answers health checks, and 404 to all else."""

    def do_GET(self) -> None:
        status, body = (200, {"status": "ok"}) if self.path == "/healthz" else (404, {"error": "not found"})
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", PORT), Handler).serve_forever()
