// What pages do beyond links and forms: choosing words of a report, keys in the queue, the day of a digest.
import { keys } from "./keys";
import { correcting } from "./words";

const cards = document.querySelector<HTMLElement>("#cards");
if (cards) keys(cards);

const text = document.querySelector<HTMLElement>("#report-text");
if (text) correcting(text);

const day = document.querySelector<HTMLInputElement>("#day");
day?.addEventListener("change", () => {
  if (day.value) location.assign(`/digest/${encodeURIComponent(day.value)}`);
});
const print = document.querySelector<HTMLButtonElement>("#print");
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}
