"""Who may do what: accounts, passwords, sessions, invites, and tries of passwords that are too many."""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
import threading
import time
from collections import defaultdict, deque
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from anyio.to_thread import run_sync
from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.dialects import sqlite

from isnad.errors import MissingExtraError
from isnad.ledger import Ledger
from isnad.ledger import tables as t
from isnad.ledger.store import LedgerError, now

if TYPE_CHECKING:
    from argon2 import PasswordHasher

# From less to more; each may do what those before it may.
ROLES = ("public", "reader", "coder", "lead")
SESSION_S = 12 * 3600
INVITE_S = 3 * 24 * 3600
MIN_PASSWORD, MAX_PASSWORD = 12, 200
MAX_NAME = 60
# Wrong passwords for one name or from one address within a minute, after which nobody is asked for a while.
MAX_TRIES, TRIES_S = 8, 60.0


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks: the name that judgements are signed with, the role, and the key of the session's forms."""

    name: str
    role: str
    csrf: str = ""

    def may(self, role: str) -> bool:
        """Whether this person may do what that role may."""
        return ROLES.index(self.role) >= ROLES.index(role)


def hash_token(token: str) -> str:
    """What is kept of a secret that a browser holds."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


@lru_cache(maxsize=1)
def _hasher() -> PasswordHasher:
    try:
        from argon2 import PasswordHasher
    except ImportError as e:
        raise MissingExtraError("serve", "accounts") from e
    return PasswordHasher()  # argon2id with RFC 9106's second choice: 64 MiB, three passes


@lru_cache(maxsize=1)
def _nobody() -> str:
    """The hash that a password for an unknown name is tried against, so that both take as long."""
    return _hasher().hash(secrets.token_urlsafe(16))


# Hashing takes 64 MiB: a flood of tries must not take all memory.
_one_at_a_time = threading.Semaphore(2)


def add_account(ledger: Ledger, name: str, role: str, password: str) -> None:
    """Add someone. Raises LedgerError where the name is taken or the password too short."""
    made = _account_row(name, role, password)
    with ledger.write() as c:
        _insert_account(c, made)


def _account_row(name: str, role: str, password: str) -> dict[str, str]:
    name = " ".join(name.split())
    if not name or len(name) > MAX_NAME or not name.isprintable():
        raise LedgerError(f"a name has 1 to {MAX_NAME} letters")
    if role not in ROLES[1:]:
        raise LedgerError(f"'{role}' is no role: say {', '.join(ROLES[1:])}")
    if not MIN_PASSWORD <= len(password) <= MAX_PASSWORD:
        raise LedgerError(f"a password has {MIN_PASSWORD} characters or more")
    with _one_at_a_time:
        hashed = _hasher().hash(password)
    return {"name": name, "role": role, "password": hashed, "made_at": now()}


def _insert_account(c: object, row: dict[str, str]) -> None:
    from sqlalchemy import Connection

    assert isinstance(c, Connection)
    if c.execute(select(t.account.c.name).where(func.lower(t.account.c.name) == row["name"].lower())).first():
        raise LedgerError(f"there is somebody called {row['name']} already")
    c.execute(insert(t.account).values(**row))


def close_account(ledger: Ledger, name: str) -> None:
    """Close an account and end its sessions; its judgements stay. Raises LedgerError for the last lead."""
    with ledger.write() as c:
        a = t.account.c
        leads = c.execute(select(a.name).where((a.role == "lead") & a.closed_at.is_(None))).scalars().all()
        if list(leads) == [name]:
            raise LedgerError("the last lead can't be closed")
        done = c.execute(update(t.account).where((a.name == name) & a.closed_at.is_(None)).values(closed_at=now()))
        if not done.rowcount:
            raise LedgerError(f"there is no open account {name}")
        c.execute(delete(t.session).where(t.session.c.account == name))


@dataclass(frozen=True, slots=True)
class Account:
    """An account as the page of people shows it."""

    name: str
    role: str
    made_at: str
    closed_at: str | None


def accounts(ledger: Ledger) -> list[Account]:
    """All accounts, the open ones first."""
    a = t.account.c
    with ledger.read() as c:
        query = select(a.name, a.role, a.made_at, a.closed_at).order_by(a.closed_at.is_not(None), a.made_at, a.name)
        return [Account(*row) for row in c.execute(query)]


class Tries:
    """Wrong passwords by name and by address, in this process; the oldest are forgotten after a minute."""

    def __init__(self, most: int = MAX_TRIES) -> None:
        self._most = most
        self._at: dict[str, deque[float]] = defaultdict(deque)
        self._lock = threading.Lock()

    def too_many(self, *keys: str) -> bool:
        """Whether one of these has been tried too often."""
        with self._lock:
            return any(len(self._recent(k)) >= self._most for k in keys)

    def note(self, *keys: str) -> None:
        """Count a wrong try."""
        with self._lock:
            for key in keys:
                self._recent(key).append(time.monotonic())
            for key in [k for k in self._at if not self._recent(k)]:
                del self._at[key]

    def _recent(self, key: str) -> deque[float]:
        found = self._at[key]
        while found and found[0] < time.monotonic() - TRIES_S:
            found.popleft()
        return found


def sign_in(ledger: Ledger, name: str, password: str) -> str | None:
    """A new session's token; None where name or password is wrong. An old session is never taken over."""
    from argon2.exceptions import VerificationError

    with ledger.read() as c:
        a = t.account.c
        wanted = (func.lower(a.name) == " ".join(name.split()).lower()) & a.closed_at.is_(None)
        row = c.execute(select(a.name, a.password).where(wanted)).first()
    with _one_at_a_time:
        try:
            _hasher().verify(row.password if row else _nobody(), password[: MAX_PASSWORD + 1])
        except VerificationError:
            return None
    return _new_session(ledger, row.name) if row else None


def _new_session(ledger: Ledger, name: str) -> str:
    token = secrets.token_urlsafe(32)
    with ledger.write() as c:
        c.execute(delete(t.session).where(t.session.c.ends < int(time.time())))
        values = {"token": hash_token(token), "account": name, "csrf": secrets.token_urlsafe(32)}
        c.execute(insert(t.session).values(**values, ends=int(time.time()) + SESSION_S))
    return token


# Made once: every request asks it.
_OPEN_SESSION = (
    select(t.account.c.name, t.account.c.role, t.session.c.csrf)
    .join(t.session, t.session.c.account == t.account.c.name)
    .where(
        (t.session.c.token == bindparam("token"))
        & (t.session.c.ends > bindparam("now"))
        & t.account.c.closed_at.is_(None)
    )
)


def person_of(ledger: Ledger, token: str | None) -> Person | None:
    """Whose session this is; None where there is none, or it has ended."""
    if not token:
        return None
    with ledger.read() as c:
        row = c.execute(_OPEN_SESSION, _asked_for(token)).first()
    return Person(*row) if row else None


def _asked_for(token: str) -> dict[str, str | int]:
    return {"token": hash_token(token), "now": int(time.time())}


class Sessions:
    """Whose session a token is.

    A file is asked at once, on a connection of its own: handing the question to a thread would take several times as
    long as the answer. A server, and a file that is busy, are asked in a thread.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._own: sqlite3.Connection | None = None
        if ledger.path:
            self._own = sqlite3.connect(ledger.path, timeout=0, check_same_thread=False)
            self._asked = str(_OPEN_SESSION.compile(dialect=sqlite.dialect(paramstyle="named")))

    async def person(self, token: str | None) -> Person | None:
        """Whose session this is; None where there is none, or it has ended."""
        if token and self._own:
            try:
                found = self._own.execute(self._asked, _asked_for(token)).fetchall()
            except sqlite3.OperationalError:  # busy
                pass
            else:
                return Person(*found[0]) if found else None
        return await run_sync(person_of, self._ledger, token)

    def close(self) -> None:
        """Let go of the file."""
        if self._own:
            self._own.close()


def sign_out(ledger: Ledger, token: str) -> None:
    """End a session."""
    with ledger.write() as c:
        c.execute(delete(t.session).where(t.session.c.token == hash_token(token)))


def invite(ledger: Ledger, role: str, by: str) -> str:
    """The secret of an invite link, which works once and for three days."""
    if role not in ROLES[1:]:
        raise LedgerError(f"'{role}' is no role: say {', '.join(ROLES[1:])}")
    token = secrets.token_urlsafe(24)
    with ledger.write() as c:
        values = {"token": hash_token(token), "role": role, "made_by": by, "ends": int(time.time()) + INVITE_S}
        c.execute(insert(t.invite).values(**values))
    return token


def invited_as(ledger: Ledger, token: str) -> str | None:
    """The role that an invite link gives; None where it was used or has ended."""
    i = t.invite.c
    good = (i.token == hash_token(token)) & i.used_by.is_(None) & (i.ends > int(time.time()))
    with ledger.read() as c:
        return c.execute(select(i.role).where(good)).scalar_one_or_none()


def join(ledger: Ledger, token: str, name: str, password: str) -> str:
    """Take up an invite: the account is made, the link used up; gives a session's token."""
    role = invited_as(ledger, token)
    if role is None:
        raise LedgerError("this invite was used or has ended")
    row = _account_row(name, role, password)
    i = t.invite.c
    with ledger.write() as c:
        open_still = (i.token == hash_token(token)) & i.used_by.is_(None)
        if not c.execute(update(t.invite).where(open_still).values(used_by=row["name"])).rowcount:
            raise LedgerError("this invite was used or has ended")
        _insert_account(c, row)
    return _new_session(ledger, row["name"])
