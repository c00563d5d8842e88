// A place for a correction: searched by name, or picked on a map that is loaded when it is first opened.
import type { Picker } from "./picker";

export interface Place {
  id: string;
  name_ar: string;
  name_en: string;
  country: string;
  admin1: string;
  feature: string;
  lat: number | null;
  lon: number | null;
}

// The id that a point has which was picked on the map and is no place of a gazetteer; the desk knows it by that.
const POINT = "@";
const pickers = new Map<HTMLFormElement, Picker>();

export async function answered<T>(path: string): Promise<T | null> {
  const answer = await fetch(path);
  return answer.ok ? ((await answer.json()) as T) : null;
}

const options = (form: HTMLFormElement): HTMLSelectElement | null => form.querySelector<HTMLSelectElement>("select[name=id]");

function offer(form: HTMLFormElement, found: Place[]): void {
  const select = options(form);
  if (!select) return;
  const none = select.options[0];
  select.replaceChildren(...(none ? [none] : []));
  for (const place of found) {
    const words = new Set([place.name_ar, place.name_en, place.admin1, place.country, place.feature].filter(Boolean));
    select.append(new Option([...words].join(" · "), place.id));
  }
  if (select.options.length > 1) select.selectedIndex = 1;
  pickers.get(form)?.show(found, select.value);
}

// Offer the places of the name that was written, the likeliest chosen.
export async function findPlaces(input: HTMLInputElement): Promise<void> {
  if (!input.form || input.value.trim().length < 2) return;
  offer(input.form, (await answered<Place[]>(`/api/places?q=${encodeURIComponent(input.value)}`)) ?? []);
}

// A click on the map offers the places near it, the nearest chosen, and the point itself.
async function findNear(form: HTMLFormElement, words: string, lat: number, lon: number, km: number): Promise<void> {
  for (const [name, value] of [["lat", lat.toFixed(4)], ["lon", lon.toFixed(4)], ["radius_km", km.toFixed(1)]] as const) {
    const input = form.querySelector<HTMLInputElement>(`[name=${name}]`);
    if (input) input.value = value;
  }
  const found = (await answered<Place[]>(`/api/places/near?lat=${lat}&lon=${lon}`)) ?? [];
  offer(form, [...found, { id: POINT, name_ar: words, name_en: words, country: "", admin1: "", feature: "", lat, lon }]);
}

async function openMap(box: HTMLElement, form: HTMLFormElement): Promise<void> {
  const { Picker } = await import("./picker");
  const picker = new Picker(
    box,
    (id) => {
      const select = options(form);
      if (select) select.value = id;
      picker.choose(id);
    },
    (lat, lon, km) => void findNear(form, box.dataset.point ?? "", lat, lon, km),
  );
  pickers.set(form, picker);
  const name = form.querySelector<HTMLInputElement>("[data-places]");
  if (name) await findPlaces(name);
}

export function picking(): void {
  for (const input of document.querySelectorAll<HTMLInputElement>("[data-places]")) {
    let waiting = 0;
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = window.setTimeout(() => void findPlaces(input), 250);
    });
    const form = input.form;
    const box = form?.querySelector<HTMLElement>("[data-map]");
    if (!form || !box) continue;
    options(form)?.addEventListener("change", (e) => pickers.get(form)?.choose((e.target as HTMLSelectElement).value));
    box.closest("details")?.addEventListener("toggle", () => void openMap(box, form), { once: true });
  }
}
