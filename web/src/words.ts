// Choosing words of a report: where they stand, in code points as the ledger counts, and which claim they are given to.
import { answered, findPlaces, picking } from "./places";

interface Chosen {
  start: number;
  end: number;
  text: string;
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

// The claim whose words stand closest to a place in the text.
function nearest(root: HTMLElement, start: number): string {
  const far = (mark: HTMLElement): number => Math.abs(Number(mark.dataset.start) - start);
  const marks = [...root.querySelectorAll<HTMLElement>("mark.m-trigger")].sort((a, b) => far(a) - far(b));
  return marks[0]?.dataset.claims?.split(" ")[0] ?? "";
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
  const given = new URLSearchParams(location.search);
  const asked = given.get("claim");
  if (asked) {
    pick(asked);
    const claim = claims.find((c) => c.dataset.claim === asked);
    if (given.has("correct")) claim?.querySelector(".correct")?.setAttribute("open", "");
    claim?.scrollIntoView({ block: given.has("correct") ? "start" : "nearest" });
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
    const claim = claims.find((c) => c.dataset.claim === (picked || nearest(root, words.start))) ?? claims[0];
    const within = kind === "claim" ? document.querySelector<HTMLDetailsElement>("#adding") : claim?.querySelector<HTMLDetailsElement>(".correct");
    const form: HTMLFormElement | null | undefined =
      kind === "when"
        ? within?.querySelector<HTMLInputElement>("input[name=field][value=when]")?.form
        : within?.querySelector<HTMLFormElement>(kind === "claim" ? "form" : `form.add[data-kind="${kind}"]`);
    if (!within || !form) return;
    if (kind !== "claim") pick(claim?.dataset.claim ?? "");
    within.open = true;
    for (const [name, value] of [["start", words.start], ["end", words.end]] as const) {
      const input = form.querySelector<HTMLInputElement>(`[name=${name}]`);
      if (input) input.value = String(value);
    }
    const shown = form.querySelector<HTMLInputElement>("[data-words]");
    if (shown) shown.value = words.text;
    const places = form.querySelector<HTMLInputElement>("[data-places]");
    if (places) {
      places.value = words.text.replace(/#|_/g, " ").trim();
      void findPlaces(places);
    }
    const digits = words.text.replace(/[٠-٩]/g, (d) => String(d.charCodeAt(0) - 0x660)).match(/\d+/);
    const low = form.querySelector<HTMLInputElement>("[name=low]");
    if (low && digits) low.value = digits[0];
    form.scrollIntoView({ block: "center" });
    form.querySelector<HTMLElement>("input:not([type=hidden], [data-words]), select")?.focus();
  };

  // Words that are written by hand are looked for in the report: where others stood says nothing of them.
  for (const input of document.querySelectorAll<HTMLInputElement>("[data-words]")) {
    input.addEventListener("input", () => {
      for (const place of input.form?.querySelectorAll<HTMLInputElement>("[name=start], [name=end]") ?? []) place.value = "";
    });
  }
  picking();
  const sides = document.querySelector<HTMLDataListElement>("#sides");
  for (const input of document.querySelectorAll<HTMLInputElement>("[data-actors]")) {
    let waiting = 0;
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = window.setTimeout(() => void findActors(input, sides), 250);
    });
  }
}

async function findActors(input: HTMLInputElement, list: HTMLDataListElement | null): Promise<void> {
  if (!list || input.value.trim().length < 2) return;
  const found = (await answered<Record<string, string>>(`/api/actors?q=${encodeURIComponent(input.value)}`)) ?? {};
  list.replaceChildren(...Object.entries(found).map(([id, name]) => Object.assign(document.createElement("option"), { value: id, label: name })));
}
