// The timeline below the map: incidents by day, week or month as bars; dragging across chooses a period. It spans all
// days, or those of nearly all incidents where a few strays lie far off: one of 1956 must not leave the rest no room.
import { isoOf, NO_DAY, type Points } from "./points";

// Of all incidents so many may lie before and after the timeline, where that at least halves it.
const STRAY = 0.02;

type Period = [number | null, number | null];

export class Timeline {
  private readonly first: number;
  private readonly last: number;
  private readonly dated: boolean;
  // How many incidents have a day that the timeline doesn't reach.
  readonly outside: number;
  private period: Period = [null, null];
  private counts = new Float64Array(1);
  private chosen = new Float64Array(1);
  private from: number | null = null;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly points: Points,
    private readonly rtl: boolean,
    private readonly changed: (period: Period) => void,
  ) {
    const days = points.day.filter((day) => day !== NO_DAY).sort();
    this.dated = days.length > 0;
    const of = (share: number): number => days[Math.round(share * (days.length - 1))] ?? 0;
    const strayed = 2 * (of(1 - STRAY / 2) - of(STRAY / 2)) <= of(1) - of(0);
    [this.first, this.last] = strayed ? [of(STRAY / 2), of(1 - STRAY / 2)] : [of(0), of(1)];
    this.outside = days.filter((day) => day < this.first || day > this.last).length;
    canvas.addEventListener("pointerdown", (e) => {
      canvas.setPointerCapture(e.pointerId);
      this.from = this.dayAt(e);
    });
    canvas.addEventListener("pointermove", (e) => {
      if (this.from !== null) this.choose(this.from, this.dayAt(e));
    });
    canvas.addEventListener("pointerup", (e) => {
      if (this.from !== null && this.from === this.dayAt(e)) this.set([null, null]);
      this.from = null;
    });
    canvas.addEventListener("keydown", (e) => this.key(e));
    new ResizeObserver(() => this.draw()).observe(canvas);
    canvas.setAttribute("aria-valuemin", String(this.first));
    canvas.setAttribute("aria-valuemax", String(this.last));
  }

  set(period: Period): void {
    this.period = period;
    this.canvas.setAttribute("aria-valuenow", String(period[0] ?? this.first));
    this.canvas.setAttribute("aria-valuetext", period[0] === null ? `${isoOf(this.first)} – ${isoOf(this.last)}` : `${isoOf(period[0])} – ${isoOf(period[1] ?? period[0])}`);
    this.changed(period);
  }

  show(shown: Uint8Array, anyDay: Uint8Array, period: Period): void {
    this.period = period;
    const bins = this.bins();
    this.counts = new Float64Array(bins);
    this.chosen = new Float64Array(bins);
    this.points.day.forEach((day, i) => {
      if (day === NO_DAY || !anyDay[i] || day < this.first || day > this.last) return;
      const bin = Math.min(bins - 1, Math.floor(((day - this.first) / this.days()) * bins));
      this.counts[bin]!++;
      if (shown[i]) this.chosen[bin]!++;
    });
    this.draw();
  }

  private days(): number {
    return this.last - this.first + 1;
  }

  private bins(): number {
    return Math.max(1, Math.min(this.days(), Math.floor(this.canvas.clientWidth / 4)));
  }

  private dayAt(e: PointerEvent): number {
    const box = this.canvas.getBoundingClientRect();
    const share = Math.max(0, Math.min(0.9999, (e.clientX - box.left) / box.width));
    return this.first + Math.floor((this.rtl ? 0.9999 - share : share) * this.days());
  }

  private choose(a: number, b: number): void {
    if (a !== b) this.set([Math.min(a, b), Math.max(a, b)]);
  }

  private key(e: KeyboardEvent): void {
    const step = Math.max(1, Math.round(this.days() / 50));
    const forward = (e.key === "ArrowLeft") === this.rtl ? 1 : -1;
    const [since, until] = [this.period[0] ?? this.first, this.period[1] ?? this.last];
    if (e.key === "Escape") this.set([null, null]);
    else if (e.key === "ArrowUp") this.set([Math.max(this.first, since - step), Math.min(this.last, until + step)]);
    else if (e.key === "ArrowDown" && until - since > 2 * step) this.set([since + step, until - step]);
    else if (e.key === "ArrowLeft" || e.key === "ArrowRight") {
      const by = Math.max(this.first - since, Math.min(this.last - until, forward * step));
      this.set([since + by, until + by]);
    } else return;
    e.preventDefault();
  }

  private draw(): void {
    const { canvas } = this;
    const [width, height, scale] = [canvas.clientWidth, canvas.clientHeight, devicePixelRatio];
    if (!width) return;
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    const g = canvas.getContext("2d");
    if (!g) return;
    const css = getComputedStyle(document.documentElement);
    const [accent, soft, line] = ["--accent", "--soft", "--line"].map((n) => css.getPropertyValue(n));
    g.scale(scale, scale);
    const bins = this.counts.length;
    const top = Math.max(1, ...this.counts);
    const x = (share: number): number => (this.rtl ? width * (1 - share) : width * share);
    g.fillStyle = line ?? "";
    g.fillRect(0, height - 14, width, 1);
    for (let i = 0; i < bins; i++) {
      const [left, right] = [x(i / bins), x((i + 1) / bins)].sort((a, b) => a - b) as [number, number];
      for (const [values, colour] of [[this.counts, line], [this.chosen, accent]] as const) {
        const tall = ((height - 16) * Math.sqrt(values[i]!)) / Math.sqrt(top);
        g.fillStyle = colour ?? "";
        g.fillRect(left, height - 14 - tall, Math.max(right - left - 0.5, 0.6), tall);
      }
    }
    g.fillStyle = soft ?? "";
    g.font = `11px ${css.getPropertyValue("--ui")}`;
    // No more labels than days, each of which is named once.
    const labels = this.dated ? Math.min(this.days(), Math.max(2, Math.min(8, Math.floor(width / 110)))) : 0;
    for (let i = 0; i < labels; i++) {
      const share = labels > 1 ? i / (labels - 1) : 0.5;
      g.textAlign = share === 0 ? (this.rtl ? "right" : "left") : share === 1 ? (this.rtl ? "left" : "right") : "center";
      g.fillText(isoOf(Math.round(this.first + share * (this.last - this.first))), x(share), height - 2);
    }
    if (this.period[0] !== null && this.period[1] !== null) {
      const ends = [x((this.period[0] - this.first) / this.days()), x((this.period[1] + 1 - this.first) / this.days())];
      g.strokeStyle = accent ?? "";
      g.lineWidth = 2;
      g.strokeRect(Math.min(...ends), 1, Math.max(3, Math.abs(ends[1]! - ends[0]!)), height - 15);
    }
  }
}
