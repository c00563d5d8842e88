// The queue by keyboard: j and k move, a r s c answer, n writes a note, u takes the last answer back.
interface Made {
  id: number;
  linked: boolean;
}

export function keys(list: HTMLElement): void {
  const csrf = list.dataset.csrf ?? "";
  const cards = [...list.querySelectorAll<HTMLElement>(".card")];
  const made: { id: number; card: HTMLElement }[] = [];
  let at = 0;

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
    if (!answer.ok) throw new Error(String(said.detail ?? answer.status));
    return said;
  }

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
      say(card, String(e));
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
      say(card, String(e));
    }
  };

  list.addEventListener("submit", (event) => {
    const card = (event.target as HTMLElement).closest<HTMLElement>(".card");
    const button = (event as SubmitEvent).submitter;
    if (!card || !(button instanceof HTMLButtonElement) || !button.form?.classList.contains("decide")) return;
    event.preventDefault();
    void answer(card, button);
  });

  document.addEventListener("keydown", (event) => {
    const target = event.target as HTMLElement;
    if (target.matches("input, select, textarea")) {
      if (event.key === "Escape") cards[at]?.focus();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const card = cards[at];
    if (event.key === "j") go(at + 1);
    else if (event.key === "k") go(at - 1);
    else if (event.key === "u") {
      const last = made.at(-1);
      if (last) void takeBack(last.id, last.card);
    } else if (event.key === "n") card?.querySelector<HTMLInputElement>("[name=note]")?.focus();
    else if (["a", "r", "s", "c"].includes(event.key)) {
      const control = card?.querySelector<HTMLElement>(`[data-key="${event.key}"]`);
      if (control instanceof HTMLButtonElement && card) void answer(card, control);
      else control?.click();
    } else return;
    event.preventDefault();
  });
  if (cards.length) go(0);
}
