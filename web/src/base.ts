// What every map here stands on: outlines that ship, and the worker that draws them.
import * as maplibregl from "maplibre-gl";
import type { StyleSpecification } from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { Land, loadOutlines } from "./land";

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

// What those hear who don't see the map: its name and its buttons', which the page tells.
export const named = (box: HTMLElement): Record<string, string> => ({
  "Map.Title": box.dataset.title ?? "", "NavigationControl.ZoomIn": box.dataset.nearer ?? "", "NavigationControl.ZoomOut": box.dataset.farther ?? "",
});

// An empty style, for maps that stand on the outlines alone: the sea is what lies behind the map.
export const plainStyle = (): StyleSpecification => ({ version: 8, sources: {}, layers: [] });

const outlines = loadOutlines();
export async function land(): Promise<Land> {
  return new Land(await outlines, { land: css("--card"), provinces: css("--line"), countries: css("--soft") });
}

// North stays up, the world is there once, and nothing fades in: a map of places needs no more.
export const plainly = { attributionControl: false, maxZoom: 14, fadeDuration: 0, renderWorldCopies: false, dragRotate: false, pitchWithRotate: false, touchPitch: false } as const;

export { maplibregl };
