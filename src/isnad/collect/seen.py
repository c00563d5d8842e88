"""Which report ids were seen already, in little memory: 16 bytes an id, whatever its length."""

from __future__ import annotations

import hashlib
from array import array


class Seen:
    """A set of texts that only grows and only answers "was it there?".

    It keeps 64 bits of a BLAKE2 digest each in an open table at most half full; among ten million ids the chance
    that two are taken for one is about 3 in a million.
    """

    def __init__(self) -> None:
        self._table = array("Q", bytes(8 * 1024))
        self._count = 0

    def add(self, text: str) -> bool:
        """Add `text`; False where it was there already."""
        key = int.from_bytes(hashlib.blake2b(text.encode("utf-8"), digest_size=8).digest(), "big") or 1
        if not self._put(key):
            return False
        self._count += 1
        if self._count * 2 > len(self._table):
            old, self._table = self._table, array("Q", bytes(16 * len(self._table)))
            for kept in old:
                if kept:
                    self._put(kept)
        return True

    def _put(self, key: int) -> bool:
        table = self._table
        mask = len(table) - 1
        at = key & mask
        while table[at]:
            if table[at] == key:
                return False
            at = (at + 1) & mask
        table[at] = key
        return True
