"""A small made GeoNames: dumps of places that are not there, and a server whose faults a test sets."""

from __future__ import annotations

import io
import zipfile
from http.server import BaseHTTPRequestHandler


def dump_line(
    key: int,
    name: str,
    lat: float,
    lon: float,
    code: str = "P.PPL",
    admin1: str = "08",
    people: int = 0,
    more: str = "",
) -> str:
    """A line of a GeoNames dump, of made places in Syria."""
    cls, _, feature = code.partition(".")
    cells = [
        str(key),
        name,
        name,
        more,
        str(lat),
        str(lon),
        cls,
        feature,
        "SY",
        "",
        admin1,
        "",
        "",
        "",
        str(people),
        "",
        "",
        "",
        "2024-01-01",
    ]
    return "\t".join(cells)


def names_line(key: int, name: str, language: str = "ar", preferred: str = "") -> str:
    """A line of GeoNames' alternate names."""
    return "\t".join(["1", str(key), language, name, preferred, "", "", "", "", ""])


DUMP = (
    "\n".join(
        [
            dump_line(1, "Al Hasakah Governorate", 36.5, 40.7, "A.ADM1"),
            dump_line(2, "Tall Zarzur", 36.55, 40.1, more="تل زرزور,Tal Zarzur"),
            dump_line(3, "Nameless", 36.4, 40.2),
            dump_line(4, "A Mosque", 36.4, 40.2, "S.MSQE", more="جامع الزرزور"),
            dump_line(5, "Bir Zanbar", 36.61, 40.22, people=150_000),
            dump_line(6, "Persian", 36.6, 40.2, more="تپه"),
            "7\tcut off",
            dump_line(8, "Far", 136.6, 40.2, more="بعيدة"),
        ]
    )
    + "\n"
)
NAMES = (
    "\n".join(
        [
            names_line(1, "الحسكة"),
            names_line(5, "بئر زنبار", preferred="1"),
            names_line(5, "زنبار"),
            names_line(3, "X", "en"),
        ]
    )
    + "\n"
)


def zipped(name: str, text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "made for a test")
        archive.writestr(name, text)
    return out.getvalue()


class Server:
    """A server whose files, faults and requests a test sets and sees."""

    def __init__(self) -> None:
        self.files = {"/SY.zip": zipped("SY.txt", DUMP), "/alternatenames/SY.zip": zipped("SY.txt", NAMES)}
        self.asked: list[tuple[str, str]] = []
        self.cut_at: list[int] = []  # the next answers stop after so many bytes
        self.status: list[int] = []  # the next answers are these errors
        self.etag = '"one"'
        self.url = ""


def handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            wanted = self.headers.get("Range", "")
            server.asked.append((self.path, wanted))
            if server.status:
                self.send_error(server.status.pop(0))
                return
            body = server.files.get(self.path)
            if body is None:
                self.send_error(404)
                return
            start = int(wanted[6:-1]) if wanted and self.headers.get("If-Range") == server.etag else 0
            self.send_response(206 if start else 200)
            self.send_header("ETag", server.etag)
            self.send_header("Content-Length", str(len(body) - start))
            self.end_headers()
            part = body[start:]
            if server.cut_at:
                part = part[: server.cut_at.pop(0)]
                self.close_connection = True
            self.wfile.write(part)

        def log_message(self, format: str, *args: object) -> None:
            pass

    return Handler
