// The queue by keyboard: j and k move, a r s c answer, n writes a note, u takes the last answer back.
interface Made {
  id: number;
  linked: boolean;
}

// An answer of the desk that is no decision.
class Refusal extends Error {
  constructor(readonly status: number, detail: unknown) {
    super(String(detail ?? status));
  }
}

// Whether keys answer, kept in this browser: who dictates, or rests a hand on the keyboard, turns them off.
const KEPT = "isnad_keys";

// The Latin letter of a key: on an Arabic keyboard the one that stands on the same key.
export function letterOf(event: Pick<KeyboardEvent, "key" | "code">): string {
  const written = /^[a-z]$/i.test(event.key) ? event.key : (/^Key([A-Z])$/.exec(event.code)?.[1] ?? "");
  return written.toLowerCase();
}

export function keys(list: HTMLElement): void {
  const csrf = list.dataset.csrf ?? "";
  const cards = [...list.querySelectorAll<HTMLElement>(".card")];
  const made: { id: number; card: HTMLElement }[] = [];
  let at = 0;
  let working: Promise<void> = Promise.resolve();

  const go = (n: number): void => {
    const card = cards[n];
    if (!card) return;
    cards[at]?.classList.remove("on");
    at = n;
    card.classList.add("on");
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
  };

  async function post(path: string, body: unknown): Promise<Made> {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json", "x-isnad-csrf": csrf },
      body: JSON.stringify(body),
    });
    const said = (await answer.json()) as Made & { detail?: unknown };
    if (!answer.ok) throw new Refusal(answer.status, said.detail);
    return said;
  }

  const why = (e: unknown): string =>
    e instanceof Refusal ? ((e.status === 401 ? list.dataset.ended : e.status === 403 ? list.dataset.other : null) ?? e.message) : (list.dataset.unreached ?? String(e));

  const say = (card: HTMLElement, words: string, undo?: () => void): void => {
    card.querySelector(".done-line")?.remove();
    const line = document.createElement("p");
    line.className = "done-line";
    line.setAttribute("role", "status");
    line.textContent = words;
    if (undo) {
      const button = document.createElement("button");
      button.className = "small";
      button.type = "button";
      button.textContent = list.dataset.undo ?? "";
      button.addEventListener("click", undo);
      line.append(button);
    }
    card.append(line);
  };

  const takeBack = async (id: number, card: HTMLElement): Promise<void> => {
    try {
      await post(`/api/decisions/${id}/undo`, {});
      card.classList.remove("done");
      card.querySelector(".done-line")?.remove();
      made.splice(made.findIndex((m) => m.id === id), 1);
      go(cards.indexOf(card));
    } catch (e) {
      say(card, why(e));
    }
  };

  const answer = async (card: HTMLElement, button: HTMLButtonElement): Promise<void> => {
    const form = button.form;
    if (!form || card.classList.contains("done")) return;
    const given = new FormData(form);
    const said = (name: string): string | undefined => (given.get(name) as string | null) || undefined;
    const pair = button.value === "same" || button.value === "different";
    const body = pair
      ? { verb: button.value, left: said("left"), right: said("right"), note: said("note") ?? "" }
      : { verb: button.value, claim: said("claim"), note: said("note") ?? "", ...(button.value === "skip" ? { field: said("field"), value: said("value") } : {}) };
    card.classList.add("done");
    say(card, "…");
    try {
      const { id } = await post("/api/decisions", body);
      made.push({ id, card });
      say(card, `${list.dataset.done}: ${button.textContent}`, () => void takeBack(id, card));
      go(cards.findIndex((c, n) => n > cards.indexOf(card) && !c.classList.contains("done")));
    } catch (e) {
      card.classList.remove("done");
      say(card, why(e));
    }
  };

  const begin = (work: Promise<void>): void => {
    working = Promise.all([working, work]).then(() => undefined);
  };

  list.addEventListener("submit", (event) => {
    const card = (event.target as HTMLElement).closest<HTMLElement>(".card");
    const button = (event as SubmitEvent).submitter;
    if (!card || !(button instanceof HTMLButtonElement) || !button.form?.classList.contains("decide")) return;
    event.preventDefault();
    begin(answer(card, button));
  });

  const on = document.querySelector<HTMLInputElement>("#keys-on");
  if (on) {
    on.checked = localStorage.getItem(KEPT) !== "off";
    on.addEventListener("change", () => localStorage.setItem(KEPT, on.checked ? "on" : "off"));
    on.closest("[hidden]")?.removeAttribute("hidden");
  }

  document.addEventListener("keydown", (event) => {
    const target = event.target as HTMLElement;
    if (target.matches("input:not([type=checkbox]), select, textarea")) {
      if (event.key === "Escape") cards[at]?.focus();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || on?.checked === false) return;
    const card = cards[at];
    const letter = letterOf(event);
    if (letter === "j") go(at + 1);
    else if (letter === "k") go(at - 1);
    else if (!"uarscn".includes(letter) || !letter) return;
    else if (event.repeat) event.preventDefault(); // a key that is held decides once
    else if (letter === "u") {
      // The last decision, also where the desk hasn't answered yet.
      begin(
        working.then(() => {
          const last = made.at(-1);
          return last && takeBack(last.id, last.card);
        }),
      );
    } else if (letter === "n") card?.querySelector<HTMLInputElement>("[name=note]")?.focus();
    else {
      const control = card?.querySelector<HTMLElement>(`[data-key="${letter}"]`);
      if (control instanceof HTMLButtonElement && card) begin(answer(card, control));
      else control?.click();
    }
    event.preventDefault();
  });
  if (cards.length) go(0);
}
