// What every map here stands on: outlines that ship, and the worker that draws them.
import * as maplibregl from "maplibre-gl";
import type { StyleSpecification } from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import countriesUrl from "./countries.json?url";
import provincesUrl from "./provinces.json?url";

maplibregl.setWorkerUrl(workerUrl);
maplibregl.setWorkerCount(1);

export const css = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

// What a map measures by: kilometres around the equator, pixels across the world at zoom 0.
export const EARTH_KM = 40075;
export const TILE_PX = 512;

// Where a map opens: what the page tells in `data-bounds`, as west, south, east and north.
export function boundsOf(box: HTMLElement): [[number, number], [number, number]] {
  const [w, s, e, n] = JSON.parse(box.dataset.bounds!) as [number, number, number, number];
  return [[w, s], [e, n]];
}

const absolute = (path: string): string => new URL(path, location.href).href;

export function plainStyle(): StyleSpecification {
  return {
    version: 8,
    sources: {
      countries: { type: "geojson", data: absolute(countriesUrl), buffer: 32 },
      provinces: { type: "geojson", data: absolute(provincesUrl), buffer: 32 },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": css("--wash") } },
      { id: "land", type: "fill", source: "countries", paint: { "fill-color": css("--card"), "fill-antialias": false } },
      { id: "provinces", type: "line", source: "provinces", paint: { "line-color": css("--line"), "line-width": 1 } },
      { id: "borders", type: "line", source: "countries", paint: { "line-color": css("--soft"), "line-width": 0.9, "line-opacity": 0.7 } },
    ],
  };
}

// North stays up, and nothing fades in: a map of places needs no more.
export const plainly = { attributionControl: false, maxZoom: 14, fadeDuration: 0, dragRotate: false, pitchWithRotate: false, touchPitch: false } as const;

export { maplibregl };
