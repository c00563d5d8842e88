// A small map on which a place is picked: those found as pins, a click elsewhere for what lies there.
import type { FeatureCollection } from "geojson";
import { boundsOf, css, EARTH_KM, land, maplibregl, named, plainly, plainStyle, TILE_PX } from "./base";
import type { Place } from "./places";

// How far off a click may be from what was meant, in pixels; with the map's scale that makes the radius of a point.
const CLICK_PX = 6;

export class Picker {
  private map: maplibregl.Map | null = null;
  private places: Place[] = [];
  private chosen = "";

  constructor(
    box: HTMLElement,
    private readonly onPlace: (id: string) => void,
    onPoint: (lat: number, lon: number, km: number) => void,
  ) {
    try {
      this.map = new maplibregl.Map({ ...plainly, container: box, locale: named(box), style: plainStyle(), bounds: boundsOf(box) });
    } catch {
      box.textContent = box.dataset.unable ?? "";
      return;
    }
    const map = this.map;
    map.addControl(new maplibregl.NavigationControl({ showCompass: false }), document.dir === "rtl" ? "top-left" : "top-right");
    map.on("load", async () => {
      map.addLayer(await land());
      map.addSource("places", { type: "geojson", data: this.data() });
      map.addLayer({
        id: "places", type: "circle", source: "places",
        paint: {
          "circle-radius": ["case", ["get", "chosen"], 9, 6], "circle-color": ["case", ["get", "chosen"], css("--accent"), css("--card")],
          "circle-stroke-color": css("--accent"), "circle-stroke-width": 2,
        },
      });
      map.addLayer({
        id: "names", type: "symbol", source: "places",
        layout: {
          "text-field": ["get", "name"], "text-font": [css("--ui")], "text-size": 13, "text-anchor": "top", "text-offset": [0, 0.8],
          "symbol-sort-key": ["case", ["get", "chosen"], 0, 1],
        },
        paint: { "text-color": css("--ink"), "text-halo-color": css("--card"), "text-halo-width": 1.6 },
      });
      box.dataset.ready = "yes";
    });
    map.on("click", (event) => {
      const { x, y } = event.point;
      const near = map.getLayer("places") ? map.queryRenderedFeatures([[x - CLICK_PX, y - CLICK_PX], [x + CLICK_PX, y + CLICK_PX]], { layers: ["places"] }) : [];
      const place = this.places[Number(near[0]?.id ?? -1)];
      if (place) this.onPlace(place.id);
      else {
        const { lat, lng } = event.lngLat.wrap();
        onPoint(lat, lng, (CLICK_PX * EARTH_KM * Math.cos((lat * Math.PI) / 180)) / (TILE_PX * 2 ** map.getZoom()));
      }
    });
  }

  // Show these places, and go where they are.
  show(places: Place[], chosen: string): void {
    this.places = places.filter((p) => p.lat !== null && p.lon !== null);
    this.choose(chosen);
    if (!this.places.length) return;
    const around = new maplibregl.LngLatBounds();
    for (const p of this.places) around.extend([p.lon!, p.lat!]);
    this.map?.fitBounds(around, { padding: 40, maxZoom: 8, animate: false });
  }

  choose(id: string): void {
    this.chosen = id;
    this.map?.getSource<maplibregl.GeoJSONSource>("places")?.setData(this.data());
  }

  private data(): FeatureCollection {
    return {
      type: "FeatureCollection",
      features: this.places.map((p, n) => ({
        type: "Feature", id: n, geometry: { type: "Point", coordinates: [p.lon!, p.lat!] },
        properties: { name: document.documentElement.lang === "ar" ? p.name_ar || p.name_en : p.name_en || p.name_ar, chosen: p.id === this.chosen },
      })),
    };
  }
}
