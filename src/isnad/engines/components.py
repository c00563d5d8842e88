"""What hangs together in a graph, by Spark: the alternating stars of Kiveris and others (2014).

Each round makes every node point to the least node it sees; after about log n rounds each points to the least of its
component. No worker holds a component.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

MOST_ROUNDS = 50  # a path of a thousand million nodes needs about 30


def components(edges: DataFrame) -> DataFrame:
    """(node, component) for the edges (u, v); the component is its least node. Nodes without an edge are not there."""
    now = edges.where("u <> v").selectExpr("greatest(u, v) AS u", "least(u, v) AS v").distinct().localCheckpoint()
    before = None
    for _ in range(MOST_ROUNDS):
        mark = now.selectExpr("count(*) AS n", "coalesce(sum(hash(u, v)), 0) AS h").first()
        if mark == before:
            break
        before = mark
        now = _small(_large(now)).localCheckpoint()
    roots = now.selectExpr("v AS node", "v AS component")
    return now.selectExpr("u AS node", "v AS component").unionByName(roots).distinct()


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
