"""Archives: every page out comes back the same; what is broken is counted, and nothing hangs."""

from __future__ import annotations

import gzip
import hashlib
import random
import shutil
import subprocess
import zipfile
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from collect_site import make_page
from collect_warc import fetched, write_archive

from isnad.collect.archive.pages import iter_archive
from isnad.collect.archive.read import Record, iter_records
from isnad.collect.archive.stamps import read_stamp, stamp_file, unstamped
from isnad.collect.archive.write import OPEN, ArchiveWriter, finish_left_over
from isnad.collect.found import Found, Miss
from isnad.collect.sources import Source
from isnad.collect.wanted import unwanted
from isnad.collect.web.client import Client
from isnad.collect.web.guard import FetchError
from isnad.errors import InputError

HERE = Source("archive")


def all_of(path: Path, jobs: int = 1) -> list[Found | Miss]:
    return list(iter_archive(path, HERE, lambda key: False, jobs))


def test_what_is_written_is_read_again_byte_for_byte(tmp_path: Path) -> None:
    path = write_archive(tmp_path, 5)
    records = list(iter_records(path))
    assert [r.raw for r in records if isinstance(r, Record)] == [make_page(n).body for n in range(5)]
    digest, name = (path.parent / f"{path.name}.sha256").read_text().split()
    assert (digest, name) == (hashlib.sha256(path.read_bytes()).hexdigest(), path.name)
    found = all_of(path)
    assert [f.report.sha256 for f in found if isinstance(f, Found)] == [
        hashlib.sha256(make_page(n).body).hexdigest() for n in range(5)
    ]
    assert all_of(path, jobs=2) == found


def test_known_records_are_passed_over(tmp_path: Path) -> None:
    path = write_archive(tmp_path, 3)
    keys = [r.key for r in iter_records(path)]
    assert [f.key for f in iter_archive(path, HERE, lambda key: key == keys[1])] == [keys[0], keys[2]]


def test_of_an_archive_what_is_not_wanted_is_dropped_where_it_is_read(tmp_path: Path) -> None:
    made = write_archive(tmp_path, 6)
    writer = ArchiveWriter(tmp_path / "more", "x")
    english = b"<html><body><p>" + b"The raid on the town killed three people, officials said. " * 9
    told = "قصفت الطائرات بلدة الرملية وقتل ثلاثة مدنيين. " * 9
    letters = told.encode("ascii", "xmlcharrefreplace").decode()
    for body in (english, f"<html><body><p>{letters}</p>".encode()):
        writer.write(replace(fetched(1), body=body, headers=(("Content-Type", "text/html"),)))
    writer.close()
    (more,) = writer.written
    for jobs in (1, 2):
        asked = [i for p in (made, more) for i in iter_archive(p, HERE, lambda key: False, jobs, unwanted)]
        assert [i.unwanted for i in asked if isinstance(i, Found)] == ["", "", "no conflict", "", "", "no conflict", ""]
        assert [(i.why, i.dropped) for i in asked if isinstance(i, Miss)] == [("no Arabic letters", True)]
    assert all(isinstance(i, Found) for i in all_of(more))


def test_packages_hold_archives(tmp_path: Path) -> None:
    path = write_archive(tmp_path, 3)
    with zipfile.ZipFile(tmp_path / "a.wacz", "w") as package:
        package.write(path, "archive/data.warc.gz")
        package.writestr("datapackage.json", "{}")
    found = all_of(tmp_path / "a.wacz")
    assert [f.report.title for f in found if isinstance(f, Found)] == [make_page(n).title for n in range(3)]


def test_a_changed_record_is_told(tmp_path: Path) -> None:
    path = write_archive(tmp_path, 2)
    plain = gzip.decompress(path.read_bytes())
    (tmp_path / "b.warc").write_bytes(plain.replace("الرملية".encode(), "الرمليه".encode(), 1))
    assert "digest differs" in {f.why for f in all_of(tmp_path / "b.warc") if isinstance(f, Miss)}


def test_an_archive_that_breaks_off_gives_what_it_has(tmp_path: Path) -> None:
    whole = write_archive(tmp_path, 4).read_bytes()
    (tmp_path / "b.warc.gz").write_bytes(whole[: len(whole) * 3 // 4])
    found = all_of(tmp_path / "b.warc.gz")
    assert sum(isinstance(f, Found) for f in found) >= 2
    assert isinstance(found[-1], Miss)


@pytest.mark.parametrize("seed", range(25))
def test_noise_in_an_archive_ends_in_counts(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    plain = bytearray(gzip.decompress(write_archive(tmp_path, 2).read_bytes()))
    for _ in range(rng.choice((1, 20, 400))):
        plain[rng.randrange(len(plain))] = rng.randrange(256)
    (tmp_path / "n.warc").write_bytes(bytes(plain))
    assert all(isinstance(f, Found | Miss) for f in all_of(tmp_path / "n.warc"))


@pytest.mark.parametrize(
    "content",
    [b"", b"no archive", b"\x1f\x8b", b"WARC/1.1\r\n\r\n", b"WARC/1.1\r\nContent-Length: 99999999999\r\n\r\n"],
)
def test_what_is_no_archive(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.warc").write_bytes(content)
    assert all(isinstance(f, Miss) for f in all_of(tmp_path / "x.warc"))
    (tmp_path / "x.wacz").write_bytes(content)
    with pytest.raises(InputError, match="WACZ"):
        all_of(tmp_path / "x.wacz")


def test_a_bomb_in_a_package_is_left_out(tmp_path: Path) -> None:
    with (
        zipfile.ZipFile(tmp_path / "b.wacz", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package,
        package.open("archive/b.warc", "w", force_zip64=True) as member,
    ):
        for _ in range(300):
            member.write(bytes(1 << 20))
    (miss,) = all_of(tmp_path / "b.wacz")
    assert isinstance(miss, Miss)
    assert miss.why == "bomb"


def test_a_killed_run_leaves_an_archive_that_reads(tmp_path: Path) -> None:
    writer = ArchiveWriter(tmp_path, "x")
    for n in range(3):
        writer.write(fetched(n))
    writer.flush()
    (left,) = tmp_path.glob(f"*{OPEN}")
    with left.open("ab") as f:
        f.write(gzip.compress(b"WARC/1.1 half a record")[:-9])
    (path,) = finish_left_over(tmp_path)
    assert sum(isinstance(f, Found) for f in all_of(path)) == len(all_of(path)) == 3


AUTHORITY = """
openssl req -x509 -newkey rsa:2048 -nodes -keyout k.pem -out c.pem -days 30 -subj /CN=tsa
-addext extendedKeyUsage=critical,timeStamping
"""
CONFIG = """
[tsa]
default_tsa = t
[t]
dir = .
serial = ./serial
signer_cert = ./c.pem
signer_key = ./k.pem
certs = ./c.pem
default_policy = 1.2.3.4.1
digests = sha256, sha512
signer_digest = sha256
accuracy = secs:1
"""


@pytest.mark.skipif(shutil.which("openssl") is None, reason="a time-stamping authority is played by openssl")
def test_stamps_of_an_authority(tmp_path: Path) -> None:
    subprocess.run(AUTHORITY.split(), cwd=tmp_path, check=True, capture_output=True)
    (tmp_path / "tsa.cnf").write_text(CONFIG)
    (tmp_path / "serial").write_text("01")

    class Authority(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers["Content-Length"]))
            (tmp_path / "q.tsq").write_bytes(query if self.path == "/good" else b"")
            run = ["openssl", "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "q.tsq", "-out", "r.tsr"]
            subprocess.run(run, cwd=tmp_path, capture_output=True, check=False)
            self.send_response(200)
            self.end_headers()
            self.wfile.write((tmp_path / "r.tsr").read_bytes())

        def log_message(self, format: str, *args: object) -> None:
            """Nothing on standard error."""

    server = HTTPServer(("127.0.0.1", 0), Authority)
    Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        digest = tmp_path / "a.warc.gz.sha256"
        digest.write_text("00  a.warc.gz\n")
        assert unstamped(tmp_path) == [digest]
        client = Client(allow_private=True)
        beside = stamp_file(digest, f"{address}/good", client)
        assert unstamped(tmp_path) == []
        assert read_stamp(beside.read_bytes(), digest.read_bytes()).policy == "1.2.3.4.1"
        check = ["openssl", "ts", "-verify", "-data", digest.name, "-in", beside.name, "-CAfile", "c.pem"]
        assert subprocess.run(check, cwd=tmp_path, capture_output=True, check=False).returncode == 0
        with pytest.raises(InputError, match="other data"):
            read_stamp(beside.read_bytes(), b"other")
        with pytest.raises(InputError, match="no time stamp"):
            read_stamp(b"nothing", b"")
        with pytest.raises(FetchError):
            stamp_file(digest, f"{address}/bad", client)
    finally:
        server.shutdown()
        server.server_close()
