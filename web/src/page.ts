// What pages do beyond links and forms: choosing words of a report, keys in the queue, the day of a digest.
import { keys } from "./keys";
import { picking } from "./places";
import { correcting } from "./words";

const cards = document.querySelector<HTMLElement>("#cards");
if (cards) {
  keys(cards);
  picking();
}

const text = document.querySelector<HTMLElement>("#report-text");
if (text) correcting(text);

// Of a report that is seen in part, the part that tells of the incident or of the claim.
void document.fonts.ready.then(() => {
  for (const box of document.querySelectorAll<HTMLElement>(".report-card .report-text, .card .report-text")) {
    const first = box.querySelector("mark.m-trigger") ?? box.querySelector("mark");
    if (first) box.scrollTop += first.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 4;
  }
});

const day = document.querySelector<HTMLInputElement>("#day");
day?.addEventListener("change", () => {
  if (day.value) location.assign(`/digest/${encodeURIComponent(day.value)}`);
});
const print = document.querySelector<HTMLButtonElement>("#print");
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}
