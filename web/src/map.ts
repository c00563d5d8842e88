// The map: incidents by type, their size by the killed, a ring where the place is only roughly known. The address holds
// what is chosen, so that a view can be shared.
import type { Feature, FeatureCollection } from "geojson";
import { boundsOf, css, land, maplibregl, named, plainly, plainStyle } from "./base";
import { DISC, Discs } from "./discs";
import { warm } from "./gl";
import { FILL, LINE } from "./land";
import countries from "./names.json";
import { dayOf, fitting, idOf, isoOf, loadPoints, type Named, type Points, type Wanted } from "./points";
import { Timeline } from "./timeline";

interface Incident {
  id: string;
  type: string;
  grade: string;
  first: string | null;
  last: string | null;
  place: Record<string, string>;
  summary: Record<string, string>;
}

const app = document.querySelector<HTMLElement>("#app")!;
const lang = app.dataset.lang === "en" ? "en" : "ar";
const controls = document.querySelector<HTMLFormElement>("#controls")!;
const card = document.querySelector<HTMLElement>("#card")!;
const box = document.querySelector<HTMLElement>("#map")!;
const words = JSON.parse(document.querySelector("#words")!.textContent ?? "{}") as Record<"types" | "grades", Record<string, string>>;

const COLOURS = ["other", "fire", "battle", "civil", "crowd"];
const KINDS: Record<string, string> = {
  air_strike: "fire", shelling: "fire", explosive: "fire", suicide_attack: "fire", armed_clash: "battle", armed_attack: "battle",
  territory: "battle", killing: "civil", execution: "civil", assassination: "civil", abduction: "civil", protest: "crowd",
  agreement: "crowd", talks: "crowd", aid: "crowd",
};

function wantedNow(): Wanted {
  const given = new URLSearchParams(location.search);
  const said = (name: string): string => given.get(name) ?? "";
  return {
    type: said("type"), side: said("side"), province: said("province"), grade: said("grade"), origins: Math.max(0, Number(said("origins")) || 0),
    since: dayOf(given.get("since")), until: dayOf(given.get("until")),
  };
}

// What an address asks for beside the view.
const LOOKS = ["lang", "theme"];

function keep(changes: Record<string, string | null>): void {
  const given = new URLSearchParams(location.search);
  for (const name of LOOKS) given.delete(name);
  for (const [name, value] of Object.entries(changes)) {
    if (value) given.set(name, value);
    else given.delete(name);
  }
  const query = given.toString();
  history.replaceState(null, "", query ? `?${query}` : location.pathname);
  // The same view in the other language or theme.
  for (const link of document.querySelectorAll<HTMLAnchorElement>(".tools a")) {
    const asked = new URLSearchParams(given);
    for (const [name, value] of new URL(link.href).searchParams) if (LOOKS.includes(name)) asked.set(name, value);
    link.search = asked.toString();
  }
}

function offer(name: string, found: Named[]): void {
  const select = controls.elements.namedItem(name) as HTMLSelectElement;
  const sorted = found.filter((x) => x[lang]).sort((a, b) => a[lang].localeCompare(b[lang], lang));
  for (const x of sorted) select.append(new Option(x[lang], x.id));
}

function labels(p: Points): FeatureCollection {
  const names = new Intl.DisplayNames([lang], { type: "region" });
  const made: Feature[] = countries.map(({ country, at }) => ({
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

// The map as it opens: where the address says, else where most incidents are, which the page tells.
function makeMap(): maplibregl.Map | null {
  const at = new URLSearchParams(location.search).get("at")?.split(",").map(Number);
  const placed = at?.length === 3 && at.every(Number.isFinite) && Math.abs(at[1]!) <= 85;
  try {
    return new maplibregl.Map({
      ...plainly, container: box, locale: named(box),
      ...(app.dataset.style ? { style: app.dataset.style, attributionControl: {} } : { style: plainStyle() }),
      ...(placed ? { center: [at![0]!, at![1]!] as [number, number], zoom: at![2]! } : { bounds: boundsOf(app), fitBoundsOptions: { padding: 24, maxZoom: 8 } }),
    });
  } catch {
    box.replaceChildren(Object.assign(document.createElement("p"), { className: "unable", textContent: box.dataset.unable }));
    return null;
  }
}

function addNames(drawn: maplibregl.Map, p: Points): void {
  drawn.addSource("labels", { type: "geojson", data: labels(p) });
  drawn.addLayer({
    id: "names", type: "symbol", source: "labels",
    filter: ["any", ["==", ["get", "level"], 0], [">=", ["zoom"], 5.2]],
    layout: {
      "text-field": ["get", "name"], "text-font": [css("--ui")], "text-size": ["case", ["==", ["get", "level"], 0], 13, 12],
      "symbol-sort-key": ["get", "level"], "text-padding": 6,
    },
    paint: { "text-color": css("--ink"), "text-halo-color": css("--card"), "text-halo-width": 1.6, "text-opacity": 0.85 },
  });
}

// What people do on the map: a click opens an incident, moving is kept in the address.
function listen(drawn: maplibregl.Map, discs: Discs, p: Points): void {
  drawn.on("moveend", () => {
    const centre = drawn.getCenter();
    keep({ at: [centre.lng.toFixed(3), centre.lat.toFixed(3), drawn.getZoom().toFixed(2)].join(",") });
  });
  drawn.on("click", (e) => {
    const n = discs.under(e.lngLat);
    if (n >= 0) void open(idOf(p, n));
  });
  drawn.on("mousemove", (e) => (drawn.getCanvas().style.cursor = discs.under(e.lngLat) >= 0 ? "pointer" : ""));
}

// Marks for whoever measures: when the first frame with every incident was done, and how long a filter took until its
// frame was. Done means drawn, not asked for: without a graphics processor that is a difference.
let first = true;
let filtering = false;
function frame(gl: WebGL2RenderingContext): void {
  if (!first && !filtering) return;
  const [wasFirst, wasFilter] = [first, filtering];
  first = filtering = false;
  const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
  const look = (): void => {
    if (fence && gl.getSyncParameter(fence, gl.SYNC_STATUS) !== gl.SIGNALED) {
      setTimeout(look, 10);
      return;
    }
    if (wasFirst) performance.mark("isnad-drawn");
    if (wasFilter) performance.measure("isnad-filtered", "isnad-filter");
  };
  setTimeout(look);
}

// An empty map is shown only where the points are longer on their way: without a graphics processor drawing it takes a
// tenth of a second.
const EMPTY_MS = 250;

async function start(): Promise<void> {
  const points = loadPoints();
  await Promise.race([points, new Promise((done) => setTimeout(done, EMPTY_MS))]);
  map = makeMap();
  const styled = map ? new Promise((done) => map!.once("style.load", done)) : null;
  const gl = map?.getCanvas().getContext("webgl2");
  if (gl) warm(gl, app.dataset.style ? [DISC] : [FILL, LINE, DISC]);
  const p = await points;
  offer("side", p.all_sides);
  offer("province", p.provinces);
  let wanted = wantedNow();
  for (const name of ["type", "side", "province", "grade"] as const) {
    (controls.elements.namedItem(name) as HTMLSelectElement).value = wanted[name];
  }
  (controls.elements.namedItem("origins") as HTMLInputElement).value = wanted.origins ? String(wanted.origins) : "";

  const discs = new Discs(p, p.types.map((t) => COLOURS.indexOf(KINDS[t] ?? "other")), COLOURS.map((c) => css(`--t-${c}`)), css("--card"), frame);
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
    period.textContent = wanted.since === null && wanted.until === null ? (timeline.outside ? period.dataset.outside!.replace("#", String(timeline.outside)) : "") : `${wanted.since === null ? "" : isoOf(wanted.since)} – ${wanted.until === null ? "" : isoOf(wanted.until)}`;
    timeline.show(shown, anyDay, [wanted.since, wanted.until]);
    discs.show(shown);
  };
  const refilter = (): void => {
    performance.mark("isnad-filter");
    filtering = true;
    refresh();
  };
  controls.addEventListener("submit", (e) => e.preventDefault());
  controls.addEventListener("input", () => {
    const given = new FormData(controls);
    const said = (name: string): string => String(given.get(name) ?? "");
    wanted = { ...wanted, type: said("type"), side: said("side"), province: said("province"), grade: said("grade"), origins: Math.max(0, Number(said("origins")) || 0) };
    keep({ type: wanted.type, side: wanted.side, province: wanted.province, grade: wanted.grade, origins: wanted.origins ? String(wanted.origins) : null });
    refilter();
  });
  controls.addEventListener("reset", () => {
    wanted = { type: "", side: "", province: "", grade: "", origins: 0, since: null, until: null };
    keep({ type: null, side: null, province: null, grade: null, origins: null, since: null, until: null });
    setTimeout(refilter);
  });
  document.querySelector("#whole")!.addEventListener("click", () => timeline.set([null, null]));
  refresh();
  const drawn = map;
  if (!drawn) {
    app.dataset.ready = "no-webgl";
    return;
  }
  drawn.addControl(new maplibregl.NavigationControl({ showCompass: false }), lang === "ar" ? "top-left" : "top-right");
  listen(drawn, discs, p);
  const [below] = await Promise.all([app.dataset.style ? null : land(), styled]);
  if (below) drawn.addLayer(below);
  drawn.addLayer(discs);
  drawn.redraw(); // at once: this frame shows what was drawn with for warming up, and another would wait for it
  drawn.once("idle", () => {
    if (!app.dataset.style) addNames(drawn, p);
    drawn.once("idle", () => {
      app.dataset.ready = "yes";
    });
  });
}

void start();
