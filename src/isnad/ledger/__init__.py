"""The ledger: what was reported, read and decided, kept; and the incidents derived from it.

>>> from isnad.ledger import Ledger
>>> with Ledger.open("sqlite://") as ledger:  # in memory
...     ledger.count("report")
0
"""

from isnad.ledger.store import Ledger

__all__ = ["Ledger"]
