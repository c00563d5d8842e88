// Choosing words of a report: where they stand, in code points as the ledger counts, and which claim they are given to.
interface Chosen {
  start: number;
  end: number;
  text: string;
}
interface Place {
  id: string;
  name_ar: string;
  name_en: string;
  country: string;
  admin1: string;
  feature: string;
}

// The code points of a text before an offset in UTF-16.
const points = (text: string): number => [...text].length;

function offsetOf(root: HTMLElement, node: Node, offset: number): number {
  const range = document.createRange();
  range.selectNodeContents(root);
  range.setEnd(node, offset);
  return points(range.toString());
}

function chosenIn(root: HTMLElement): Chosen | null {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!root.contains(range.startContainer) || !root.contains(range.endContainer)) return null;
  const raw = range.toString();
  const text = raw.trim();
  if (!text) return null;
  const start = offsetOf(root, range.startContainer, range.startOffset) + points(raw) - points(raw.trimStart());
  return { start, end: start + points(text), text };
}

export function correcting(root: HTMLElement): void {
  const claims = [...document.querySelectorAll<HTMLElement>(".claim")];
  const chooser = document.querySelector<HTMLElement>("#chooser");
  let picked = "";
  let chosen: Chosen | null = null;

  // The words of one claim stand out; those of the others are only underlined.
  const pick = (id: string): void => {
    picked = id;
    for (const claim of claims) claim.classList.toggle("on", claim.dataset.claim === id);
    for (const mark of root.querySelectorAll<HTMLElement>("mark")) {
      mark.classList.toggle("faint", !!id && !(mark.dataset.claims ?? "").split(" ").includes(id));
    }
  };
  for (const button of document.querySelectorAll<HTMLElement>("[data-pick]")) {
    button.addEventListener("click", () => pick(picked === button.dataset.pick ? "" : (button.dataset.pick ?? "")));
  }
  root.addEventListener("click", (event) => {
    const mark = (event.target as HTMLElement).closest("mark");
    const id = mark?.dataset.claims?.split(" ")[0];
    if (id && getSelection()?.isCollapsed) pick(id);
  });
  const asked = new URLSearchParams(location.search).get("claim");
  if (asked) {
    pick(asked);
    claims.find((c) => c.dataset.claim === asked)?.scrollIntoView({ block: "nearest" });
  } else if (claims.length === 1) picked = claims[0]?.dataset.claim ?? "";

  if (!chooser) return;
  document.addEventListener("selectionchange", () => {
    const now = chosenIn(root);
    if (now) chosen = now;
    chooser.hidden = !now;
  });
  // Pressing a button must not take the selection away before it is read.
  chooser.addEventListener("mousedown", (event) => event.preventDefault());
  chooser.addEventListener("click", (event) => {
    const kind = (event.target as HTMLElement).closest<HTMLElement>("[data-kind]")?.dataset.kind;
    if (kind && chosen) give(kind, chosen);
  });

  const give = (kind: string, words: Chosen): void => {
    const claim = claims.find((c) => c.dataset.claim === picked) ?? claims[0];
    const form: HTMLFormElement | null | undefined =
      kind === "when"
        ? claim?.querySelector<HTMLInputElement>("input[name=field][value=when]")?.form
        : claim?.querySelector<HTMLFormElement>(`form.add[data-kind="${kind}"]`);
    if (!claim || !form) return;
    pick(claim.dataset.claim ?? "");
    claim.querySelector<HTMLDetailsElement>(".correct")?.setAttribute("open", "");
    for (const [name, value] of [["start", words.start], ["end", words.end]] as const) {
      const input = form.querySelector<HTMLInputElement>(`[name=${name}]`);
      if (input) input.value = String(value);
    }
    const shown = form.querySelector<HTMLElement>("[data-words]");
    if (shown) shown.textContent = words.text;
    const places = form.querySelector<HTMLInputElement>("[data-places]");
    if (places) {
      places.value = words.text.replace(/#|_/g, " ").trim();
      void findPlaces(places);
    }
    const digits = words.text.replace(/[٠-٩]/g, (d) => String(d.charCodeAt(0) - 0x660)).match(/\d+/);
    const low = form.querySelector<HTMLInputElement>("[name=low]");
    if (low && digits) low.value = digits[0];
    form.scrollIntoView({ block: "center" });
    form.querySelector<HTMLElement>("input:not([type=hidden]), select")?.focus();
  };

  for (const input of document.querySelectorAll<HTMLInputElement>("[data-places]")) {
    let waiting = 0;
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = window.setTimeout(() => void findPlaces(input), 250);
    });
  }
  const sides = document.querySelector<HTMLDataListElement>("#sides");
  for (const input of document.querySelectorAll<HTMLInputElement>("[data-actors]")) {
    let waiting = 0;
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = window.setTimeout(() => void findActors(input, sides), 250);
    });
  }
}

async function ask<T>(path: string): Promise<T | null> {
  const answer = await fetch(path);
  return answer.ok ? ((await answer.json()) as T) : null;
}

async function findPlaces(input: HTMLInputElement): Promise<void> {
  const select = input.form?.querySelector<HTMLSelectElement>("select[name=id]");
  if (!select || input.value.trim().length < 2) return;
  const found = (await ask<Place[]>(`/api/places?q=${encodeURIComponent(input.value)}`)) ?? [];
  const none = select.options[0];
  select.replaceChildren(...(none ? [none] : []));
  for (const place of found) {
    const words = [place.name_ar, place.name_en, place.admin1, place.country, place.feature].filter(Boolean).join(" · ");
    select.append(new Option(words, place.id));
  }
  if (found.length && select.options.length > 1) select.selectedIndex = 1;
}

async function findActors(input: HTMLInputElement, list: HTMLDataListElement | null): Promise<void> {
  if (!list || input.value.trim().length < 2) return;
  const found = (await ask<Record<string, string>>(`/api/actors?q=${encodeURIComponent(input.value)}`)) ?? {};
  list.replaceChildren(...Object.entries(found).map(([id, name]) => Object.assign(document.createElement("option"), { value: id, label: name })));
}
