"""What hangs together in a graph: by the driver where it is small, else by Spark in rounds.

The rounds are the alternating stars of Kiveris and others (2014): each makes every node point to the least node it
sees; after about log n rounds each points to the least of its component. No worker holds a component.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

MOST_ROUNDS = 50  # a path of a thousand million nodes needs about 30
MOST_HERE = 1_000_000  # edges that the driver takes, in some 300 MB; rounds cost seconds each, however little there is


def components(edges: DataFrame, most_here: int = MOST_HERE) -> DataFrame:
    """(node, component) for the edges (u, v); the component is its least node. Nodes without an edge are not there."""
    now = edges.where("u <> v").selectExpr("greatest(u, v) AS u", "least(u, v) AS v").distinct().localCheckpoint()
    if now.count() <= most_here:
        return _here(now)
    before = None
    for _ in range(MOST_ROUNDS):
        mark = now.selectExpr("count(*) AS n", "coalesce(sum(hash(u, v)), 0) AS h").first()
        if mark == before:
            break
        before = mark
        now = _small(_large(now)).localCheckpoint()
    roots = now.selectExpr("v AS node", "v AS component")
    return now.selectExpr("u AS node", "v AS component").unionByName(roots).distinct()


def _here(edges: DataFrame) -> DataFrame:
    """The same in the driver."""
    import pyarrow as pa

    found = stars((row["u"], row["v"]) for part in edges.toArrow().to_batches() for row in part.to_pylist())
    columns = {"node": pa.array(found, pa.string()), "component": pa.array(found.values(), pa.string())}
    return edges.sparkSession.createDataFrame(pa.table(columns))


def stars(edges: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The least node of its component for every node.

    >>> stars([("c", "b"), ("b", "a"), ("e", "d")])
    {'c': 'a', 'b': 'a', 'a': 'a', 'e': 'd', 'd': 'd'}
    """
    up: dict[str, str] = {}

    def root(node: str) -> str:
        while up.setdefault(node, node) != node:
            up[node] = up[up[node]]
            node = up[node]
        return node

    for u, v in edges:
        low, high = sorted((root(u), root(v)))
        up[high] = low
    return {node: root(node) for node in up}


def _large(edges: DataFrame) -> DataFrame:
    """Every neighbour greater than a node is tied to the least that the node sees, itself among them."""
    both = edges.unionByName(edges.selectExpr("v AS u", "u AS v"))
    least = both.groupBy("u").agg({"v": "min"}).selectExpr("u AS node", "least(u, `min(v)`) AS m")
    return both.where("v > u").join(least, both["u"] == least["node"]).selectExpr("v AS u", "m AS v").distinct()


def _small(edges: DataFrame) -> DataFrame:
    """A node and those smaller that it sees are tied to the least of these."""
    least = edges.groupBy("u").agg({"v": "min"}).selectExpr("u AS node", "`min(v)` AS m")
    tied = edges.join(least, edges["u"] == least["node"]).where("v <> m").selectExpr("v AS u", "m AS v")
    return tied.unionByName(least.selectExpr("node AS u", "m AS v")).distinct()
