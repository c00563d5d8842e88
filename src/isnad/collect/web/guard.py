"""Which addresses may be connected to, and connections that go where was looked, not where a second look-up points.

A collector runs inside somebody's network and follows links that strangers wrote. So names are resolved here, each
address is checked, and the socket is opened to the checked address itself; this holds for every hop of a redirect.
"""

from __future__ import annotations

import ipaddress
import os
import socket
import threading
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection

from isnad.errors import IsnadError

CONNECT_S = 10.0  # to one address; a name may have several
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # IPv4 inside IPv6, as translators make it
IP = ipaddress.IPv4Address | ipaddress.IPv6Address


class FetchError(IsnadError):
    """A fetch that gave nothing: `why` is a short word for counting, `again` whether a later try may succeed."""

    code = "fetch"

    def __init__(self, why: str, message: str, *, again: bool = False, wait_s: float = 0.0) -> None:
        super().__init__(message)
        self.why, self.again, self.wait_s = why, again, wait_s


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public net: not private, loopback, link-local, reserved or multicast.

    An IPv4 address inside of an IPv6 one counts as itself.

    >>> [is_public(a) for a in ("93.184.215.14", "127.0.0.1", "::ffff:10.0.0.1", "169.254.169.254", "fe80::1")]
    [True, False, False, False, False]
    """
    ip: IP = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


class Guard:
    """Opens sockets to allowed addresses only; `watched` is what a deadline cuts off. One for each fetch."""

    def __init__(self, allow_private: bool) -> None:
        self.allow_private = allow_private
        self.address: str | None = None
        self._watched: socket.socket | None = None
        self._lock = threading.Lock()
        self.cut = False

    def connect(self, host: str, port: int) -> socket.socket:
        """A socket to the first address of a host that answers. Raises FetchError."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise FetchError("no such host", f"{host}: no address is known for it ({error})", again=True) from None
        allowed = [f for f in found if self.allow_private or is_public(str(f[4][0]))]
        if not allowed:
            where = ", ".join(sorted({str(f[4][0]) for f in found}))
            raise FetchError(
                "private address", f"{host} is at {where}, not on the public net: allow it by --allow-private"
            )
        failed: OSError | None = None
        for family, kind, protocol, _, address in allowed:
            sock = socket.socket(family, kind, protocol)
            try:
                sock.settimeout(CONNECT_S)
                sock.connect(address)
                self._watch(sock)
                self.address = str(address[0])
                return sock
            except OSError as error:
                sock.close()
                failed = error
        raise FetchError("no connection", f"{host}: no connection ({failed})", again=True)

    def _watch(self, sock: socket.socket) -> None:
        """Keep a second handle on the connection: TLS takes the first one over."""
        with self._lock:
            self.release()
            self._watched = socket.socket(fileno=os.dup(sock.fileno()))
            if self.cut:
                self._watched.shutdown(socket.SHUT_RDWR)

    def cut_off(self) -> None:
        """End the connection from another thread: whatever waits on it returns."""
        with self._lock:
            self.cut = True
            if self._watched is not None:
                try:
                    self._watched.shutdown(socket.SHUT_RDWR)
                except OSError:  # it has ended by itself
                    return

    def release(self) -> None:
        """Let go of the second handle."""
        if self._watched is not None:
            self._watched.close()
            self._watched = None


def connections(guard: Guard) -> tuple[type[HTTPConnection], type[HTTPSConnection]]:
    """Classes of connections whose sockets the guard opens."""

    class Plain(HTTPConnection):
        def _new_conn(self) -> Any:
            return guard.connect(self._dns_host, self.port)

    class Secure(HTTPSConnection):
        def _new_conn(self) -> Any:
            return guard.connect(self._dns_host, self.port)

    return Plain, Secure
