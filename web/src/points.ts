// The points of the map as the API gives them, column by column, and what a filter leaves of them.
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
  id: string[];
  lon: number[];
  lat: number[];
  radius: (number | null)[];
  day: (number | null)[];
  until: (number | null)[];
  killed: (number | null)[];
  origins: number[];
  type: number[];
  grade: number[];
  province: number[];
  sides: number[][];
}
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
  const answer = await fetch("/api/points");
  if (!answer.ok) throw new Error(`${answer.status}`);
  return (await answer.json()) as Points;
}

// Which points fit; without the period, which the timeline shows around the chosen one.
export function fitting(p: Points, w: Wanted): { shown: Uint8Array; anyDay: Uint8Array; count: number } {
  const n = p.id.length;
  const [shown, anyDay] = [new Uint8Array(n), new Uint8Array(n)];
  const type = w.type ? p.types.indexOf(w.type) : null;
  const grade = w.grade ? p.grades.indexOf(w.grade) : null;
  const province = w.province ? p.provinces.findIndex((x) => x.id === w.province) : null;
  const side = w.side ? p.all_sides.findIndex((x) => x.id === w.side) : null;
  const dated = w.since !== null || w.until !== null;
  let count = 0;
  for (let i = 0; i < n; i++) {
    if (type !== null && p.type[i] !== type) continue;
    if (grade !== null && p.grade[i] !== grade) continue;
    if (province !== null && p.province[i] !== province) continue;
    if (side !== null && !p.sides[i]!.includes(side)) continue;
    if ((p.origins[i] ?? 0) < w.origins) continue;
    anyDay[i] = 1;
    if (dated) {
      const [first, last] = [p.day[i] ?? null, p.until[i] ?? null];
      if (first === null || last === null) continue;
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
