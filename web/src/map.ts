// The map: incidents by type, their size by the killed, a ring where the place is only roughly known. The address holds
// what is chosen, so that a view can be shared.
import * as maplibregl from "maplibre-gl";
import type { ExpressionSpecification, StyleSpecification } from "maplibre-gl";
import type { Feature, FeatureCollection } from "geojson";
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import outlinesUrl from "./outlines.json?url";
import { dayOf, fitting, isoOf, loadPoints, type Named, type Points, type Wanted } from "./points";
import { Timeline } from "./timeline";

interface Outlines {
  countries: FeatureCollection;
  provinces: Feature;
  names: { country: string; at: [number, number] }[];
}
interface Incident {
  id: string;
  type: string;
  grade: string;
  first: string | null;
  last: string | null;
  place: Record<string, string>;
  summary: Record<string, string>;
}

maplibregl.setWorkerUrl(workerUrl);
const app = document.querySelector<HTMLElement>("#app")!;
const lang = app.dataset.lang === "en" ? "en" : "ar";
const controls = document.querySelector<HTMLFormElement>("#controls")!;
const card = document.querySelector<HTMLElement>("#card")!;
const box = document.querySelector<HTMLElement>("#map")!;
const words = JSON.parse(document.querySelector("#words")!.textContent ?? "{}") as Record<"types" | "grades", Record<string, string>>;
const css = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const KINDS: Record<string, string> = {
  air_strike: "fire", shelling: "fire", explosive: "fire", suicide_attack: "fire", armed_clash: "battle", armed_attack: "battle",
  territory: "battle", killing: "civil", execution: "civil", assassination: "civil", abduction: "civil", protest: "crowd",
  agreement: "crowd", talks: "crowd", aid: "crowd",
};
// From this many kilometres on a ring shows how far off the point may be.
const ROUGH_KM = 8;
// Pixels of a kilometre at the equator at zoom 0, for tiles of 512.
const PX_PER_KM = 512 / 40075;

function wantedNow(): Wanted {
  const given = new URLSearchParams(location.search);
  const said = (name: string): string => given.get(name) ?? "";
  return {
    type: said("type"), side: said("side"), province: said("province"), grade: said("grade"), origins: Math.max(0, Number(said("origins")) || 0),
    since: dayOf(given.get("since")), until: dayOf(given.get("until")),
  };
}

function keep(changes: Record<string, string | null>): void {
  const given = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value) given.set(name, value);
    else given.delete(name);
  }
  const query = given.toString();
  history.replaceState(null, "", query ? `?${query}` : location.pathname);
}

function offer(name: string, found: Named[]): void {
  const select = controls.elements.namedItem(name) as HTMLSelectElement;
  const sorted = found.filter((x) => x[lang]).sort((a, b) => a[lang].localeCompare(b[lang], lang));
  for (const x of sorted) select.append(new Option(x[lang], x.id));
}

function features(p: Points): FeatureCollection {
  return {
    type: "FeatureCollection",
    features: p.id.map((_, i) => ({
      type: "Feature",
      id: i,
      geometry: { type: "Point", coordinates: [p.lon[i]!, p.lat[i]!] },
      properties: {
        t: p.types[p.type[i]!], g: p.grade[i], p: p.province[i], o: p.origins[i], k: p.killed[i] ?? 0, r: p.radius[i] ?? 0,
        d: p.day[i] ?? null, u: p.until[i] ?? null, s: `,${p.sides[i]!.join(",")},`,
      },
    })),
  };
}

// The same question as `fitting` asks, as MapLibre asks it.
function expression(p: Points, w: Wanted): ExpressionSpecification {
  const all: unknown[] = ["all"];
  if (w.type) all.push(["==", ["get", "t"], w.type]);
  if (w.grade) all.push(["==", ["get", "g"], p.grades.indexOf(w.grade)]);
  if (w.province) all.push(["==", ["get", "p"], p.provinces.findIndex((x) => x.id === w.province)]);
  if (w.side) all.push(["in", `,${p.all_sides.findIndex((x) => x.id === w.side)},`, ["get", "s"]]);
  if (w.origins) all.push([">=", ["get", "o"], w.origins]);
  if (w.since !== null || w.until !== null) all.push(["!=", ["get", "d"], null]);
  if (w.since !== null) all.push([">=", ["coalesce", ["get", "u"], -1e9], w.since]);
  if (w.until !== null) all.push(["<=", ["coalesce", ["get", "d"], 1e9], w.until]);
  return all as ExpressionSpecification;
}

function colours(): ExpressionSpecification {
  const cases = Object.entries(KINDS).flatMap(([type, kind]) => [type, css(`--t-${kind}`)]);
  return ["match", ["get", "t"], ...cases, css("--t-other")] as unknown as ExpressionSpecification;
}

function labels(p: Points, outlines: Outlines): FeatureCollection {
  const names = new Intl.DisplayNames([lang], { type: "region" });
  const made: Feature[] = outlines.names.map(({ country, at }) => ({
    type: "Feature", geometry: { type: "Point", coordinates: at }, properties: { name: names.of(country) ?? country, level: 0 },
  }));
  const sums = p.provinces.map(() => [0, 0, 0] as [number, number, number]);
  p.province.forEach((n, i) => {
    const sum = sums[n]!;
    sum[0] += p.lon[i]!;
    sum[1] += p.lat[i]!;
    sum[2]++;
  });
  p.provinces.forEach((province, n) => {
    const [x, y, count] = sums[n]!;
    if (!count || province.id.endsWith(":None")) return;
    const name = province[lang].split(lang === "ar" ? "،" : ",")[0]!.trim();
    made.push({ type: "Feature", geometry: { type: "Point", coordinates: [x / count, y / count] }, properties: { name, level: 1 } });
  });
  return { type: "FeatureCollection", features: made };
}

function plainStyle(outlines: Outlines): StyleSpecification {
  return {
    version: 8,
    sources: {
      countries: { type: "geojson", data: outlines.countries },
      provinces: { type: "geojson", data: outlines.provinces },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": css("--wash") } },
      { id: "land", type: "fill", source: "countries", paint: { "fill-color": css("--card") } },
      { id: "provinces", type: "line", source: "provinces", paint: { "line-color": css("--line"), "line-width": 1 } },
      { id: "borders", type: "line", source: "countries", paint: { "line-color": css("--soft"), "line-width": 0.9, "line-opacity": 0.7 } },
    ],
  };
}

function bounds(p: Points): [[number, number], [number, number]] {
  if (!p.id.length) return [[25, 12], [60, 40]];
  // The middle 98 of 100 in each direction: a stray point far off must not make the rest tiny.
  const cut = (values: number[]): [number, number] => {
    const sorted = [...values].sort((a, b) => a - b);
    return [sorted[Math.floor(sorted.length * 0.01)]!, sorted[Math.ceil(sorted.length * 0.99) - 1]!];
  };
  const [[w, e], [s, n]] = [cut(p.lon), cut(p.lat)];
  return [[w - 0.3, s - 0.3], [e + 0.3, n + 0.3]];
}

function addLayers(map: maplibregl.Map, p: Points, outlines: Outlines): void {
  const local = !app.dataset.style;
  map.addSource("incidents", { type: "geojson", data: features(p) });
  map.addSource("labels", { type: "geojson", data: labels(p, outlines) });
  const px = (zoom: number): ExpressionSpecification => ["*", ["get", "r"], PX_PER_KM * 2 ** zoom * 1.2];
  map.addLayer({
    id: "rings", type: "circle", source: "incidents", minzoom: 5, filter: [">=", ["get", "r"], ROUGH_KM],
    paint: {
      "circle-radius": ["interpolate", ["exponential", 2], ["zoom"], 5, px(5), 14, px(14)], "circle-color": "rgba(0,0,0,0)",
      "circle-stroke-color": colours(), "circle-stroke-width": 1, "circle-stroke-opacity": 0.45,
    },
  });
  const size = (factor: number): ExpressionSpecification => ["*", factor, ["+", 3, ["*", 1.1, ["sqrt", ["min", ["get", "k"], 400]]]]];
  map.addLayer({
    id: "incidents", type: "circle", source: "incidents",
    layout: { "circle-sort-key": ["-", 0, ["get", "k"]] },
    paint: {
      "circle-radius": ["interpolate", ["linear"], ["zoom"], 3, size(0.85), 6, size(1), 12, size(1.7)],
      "circle-color": colours(), "circle-opacity": 0.62, "circle-stroke-color": css("--card"), "circle-stroke-width": 0.7,
    },
  });
  if (!local) return;
  map.addLayer({
    id: "names", type: "symbol", source: "labels",
    filter: ["any", ["==", ["get", "level"], 0], [">=", ["zoom"], 5.2]],
    layout: {
      "text-field": ["get", "name"], "text-font": [css("--ui")], "text-size": ["case", ["==", ["get", "level"], 0], 13, 12],
      "symbol-sort-key": ["get", "level"], "text-padding": 6,
    },
    paint: { "text-color": css("--ink"), "text-halo-color": css("--card"), "text-halo-width": 1.6, "text-opacity": 0.85 },
  });
}

async function open(id: string): Promise<void> {
  const answer = await fetch(`/api/incidents/${encodeURIComponent(id)}`);
  if (!answer.ok) return;
  const found = (await answer.json()) as Incident;
  const head = document.createElement("h2");
  const dot = document.createElement("span");
  dot.className = `dot t-${found.type}`;
  head.append(dot, words.types[found.type] ?? found.type);
  const text = document.createElement("p");
  text.textContent = found.summary[lang] ?? "";
  const link = Object.assign(document.createElement("a"), { href: `/incidents/${encodeURIComponent(id)}`, textContent: card.dataset.open });
  const close = Object.assign(document.createElement("button"), { className: "small", type: "button", textContent: card.dataset.close });
  close.addEventListener("click", () => {
    card.hidden = true;
    map?.getCanvas().focus();
  });
  const actions = document.createElement("p");
  actions.className = "actions";
  actions.append(link, close);
  card.replaceChildren(head, text, actions);
  card.hidden = false;
}

let map: maplibregl.Map | null = null;

async function start(): Promise<void> {
  const [p, outlines] = await Promise.all([loadPoints(), fetch(outlinesUrl).then((a) => a.json() as Promise<Outlines>)]);
  offer("side", p.all_sides);
  offer("province", p.provinces);
  let wanted = wantedNow();
  for (const name of ["type", "side", "province", "grade"] as const) {
    (controls.elements.namedItem(name) as HTMLSelectElement).value = wanted[name];
  }
  (controls.elements.namedItem("origins") as HTMLInputElement).value = wanted.origins ? String(wanted.origins) : "";

  const shownOut = document.querySelector<HTMLOutputElement>("#shown")!;
  const period = document.querySelector<HTMLOutputElement>("#period")!;
  const timeline = new Timeline(document.querySelector<HTMLCanvasElement>("#bars")!, p, lang === "ar", ([since, until]) => {
    wanted = { ...wanted, since, until };
    keep({ since: since === null ? null : isoOf(since), until: until === null ? null : isoOf(until) });
    refresh();
  });
  const refresh = (): void => {
    const { shown, anyDay, count } = fitting(p, wanted);
    const parts = [shownOut.dataset.shown!.replace("#", String(count))];
    if (p.without) parts.push(shownOut.dataset.without!.replace("#", String(p.without)));
    shownOut.textContent = parts.join(" · ");
    period.textContent = wanted.since === null && wanted.until === null ? "" : `${wanted.since === null ? "" : isoOf(wanted.since)} – ${wanted.until === null ? "" : isoOf(wanted.until)}`;
    timeline.show(shown, anyDay, [wanted.since, wanted.until]);
    if (map?.getLayer("incidents")) {
      const fits = expression(p, wanted);
      map.setFilter("incidents", fits);
      map.setFilter("rings", ["all", [">=", ["get", "r"], ROUGH_KM], fits]);
    }
  };
  controls.addEventListener("submit", (e) => e.preventDefault());
  controls.addEventListener("input", () => {
    const given = new FormData(controls);
    const said = (name: string): string => String(given.get(name) ?? "");
    wanted = { ...wanted, type: said("type"), side: said("side"), province: said("province"), grade: said("grade"), origins: Math.max(0, Number(said("origins")) || 0) };
    keep({ type: wanted.type, side: wanted.side, province: wanted.province, grade: wanted.grade, origins: wanted.origins ? String(wanted.origins) : null });
    refresh();
  });
  controls.addEventListener("reset", () => {
    wanted = { type: "", side: "", province: "", grade: "", origins: 0, since: null, until: null };
    keep({ type: null, side: null, province: null, grade: null, origins: null, since: null, until: null });
    setTimeout(refresh);
  });
  document.querySelector("#whole")!.addEventListener("click", () => timeline.set([null, null]));
  refresh();

  const at = new URLSearchParams(location.search).get("at")?.split(",").map(Number);
  const placed = at?.length === 3 && at.every(Number.isFinite) && Math.abs(at[1]!) <= 85;
  try {
    map = new maplibregl.Map({
      container: box, style: app.dataset.style || plainStyle(outlines), attributionControl: app.dataset.style ? {} : false, maxZoom: 14,
      ...(placed ? { center: [at![0]!, at![1]!] as [number, number], zoom: at![2]! } : { bounds: bounds(p), fitBoundsOptions: { padding: 24, maxZoom: 8 } }),
    });
  } catch {
    box.replaceChildren(Object.assign(document.createElement("p"), { className: "unable", textContent: box.dataset.unable }));
    app.dataset.ready = "no-webgl";
    return;
  }
  const drawn = map;
  drawn.addControl(new maplibregl.NavigationControl({ showCompass: false }), lang === "ar" ? "top-left" : "top-right");
  drawn.on("load", () => {
    addLayers(drawn, p, outlines);
    refresh();
    drawn.once("idle", () => {
      app.dataset.ready = "yes";
    });
  });
  drawn.on("moveend", () => {
    const centre = drawn.getCenter();
    keep({ at: [centre.lng.toFixed(3), centre.lat.toFixed(3), drawn.getZoom().toFixed(2)].join(",") });
  });
  drawn.on("click", "incidents", (e) => {
    const n = e.features?.[0]?.id;
    if (typeof n === "number") void open(p.id[n]!);
  });
  drawn.on("mouseenter", "incidents", () => (drawn.getCanvas().style.cursor = "pointer"));
  drawn.on("mouseleave", "incidents", () => (drawn.getCanvas().style.cursor = ""));
}

void start();
