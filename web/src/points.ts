// The points of the map as the desk packs them (serve/arrays.py), column by column, and what a filter leaves of them.
export interface Named {
  id: string;
  ar: string;
  en: string;
}
export interface Points {
  types: string[];
  grades: string[];
  provinces: Named[];
  all_sides: Named[];
  without: number;
  count: number;
  told_sides: number[][];
  lon: Float32Array;
  lat: Float32Array;
  radius: Float32Array; // negative where unknown, and so are the killed
  day: Int32Array; // NO_DAY where unknown
  until: Int32Array;
  killed: Int32Array;
  origins: Int32Array;
  type: Uint16Array;
  grade: Uint16Array;
  province: Uint16Array;
  sides: Uint16Array; // places in told_sides
  ids: Uint8Array;
}
export const NO_DAY = -(2 ** 31);
export interface Wanted {
  type: string;
  side: string;
  province: string;
  grade: string;
  origins: number;
  since: number | null;
  until: number | null;
}

export async function loadPoints(): Promise<Points> {
  const answer = await fetch("/map/points");
  if (!answer.ok) throw new Error(`${answer.status}`);
  const bytes = await answer.arrayBuffer();
  let at = 4 + new Uint32Array(bytes, 0, 1)[0]!;
  const head = JSON.parse(new TextDecoder().decode(bytes.slice(4, at))) as Pick<Points, "types" | "grades" | "provinces" | "all_sides" | "without" | "count" | "told_sides">;
  const next = <T extends { byteLength: number }>(of: new (bytes: ArrayBuffer, at: number, length: number) => T): T => {
    const found = new of(bytes, at, head.count);
    at += Math.ceil(found.byteLength / 4) * 4;
    return found;
  };
  return {
    ...head, lon: next(Float32Array), lat: next(Float32Array), radius: next(Float32Array), day: next(Int32Array), until: next(Int32Array),
    killed: next(Int32Array), origins: next(Int32Array), type: next(Uint16Array), grade: next(Uint16Array), province: next(Uint16Array),
    sides: next(Uint16Array), ids: new Uint8Array(bytes, at),
  };
}

// The incident that a point is; asked for one at a time, so that fifty thousand texts need not be made.
export const idOf = (p: Points, n: number): string => new TextDecoder().decode(p.ids).split("\n")[n]!;

// Which points fit; without the period, which the timeline shows around the chosen one.
export function fitting(p: Points, w: Wanted): { shown: Uint8Array; anyDay: Uint8Array; count: number } {
  const n = p.count;
  const [shown, anyDay] = [new Uint8Array(n), new Uint8Array(n)];
  const type = w.type ? p.types.indexOf(w.type) : null;
  const grade = w.grade ? p.grades.indexOf(w.grade) : null;
  const province = w.province ? p.provinces.findIndex((x) => x.id === w.province) : null;
  const side = w.side ? p.all_sides.findIndex((x) => x.id === w.side) : null;
  const with_side = side === null ? null : p.told_sides.map((some) => some.includes(side));
  const dated = w.since !== null || w.until !== null;
  let count = 0;
  for (let i = 0; i < n; i++) {
    if (type !== null && p.type[i] !== type) continue;
    if (grade !== null && p.grade[i] !== grade) continue;
    if (province !== null && p.province[i] !== province) continue;
    if (with_side && !with_side[p.sides[i]!]) continue;
    if (p.origins[i]! < w.origins) continue;
    anyDay[i] = 1;
    if (dated) {
      const [first, last] = [p.day[i]!, p.until[i]!];
      if (first === NO_DAY || last === NO_DAY) continue;
      if ((w.since !== null && last < w.since) || (w.until !== null && first > w.until)) continue;
    }
    shown[i] = 1;
    count++;
  }
  return { shown, anyDay, count };
}

export const isoOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);
export function dayOf(iso: string | null): number | null {
  const time = iso && /^\d{4}-\d\d-\d\d$/.test(iso) ? Date.parse(`${iso}T00:00:00Z`) : NaN;
  return Number.isNaN(time) ? null : Math.round(time / 86_400_000);
}
