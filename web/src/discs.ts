// The incidents as discs, and rings where a place is only roughly known: four corners each in arrays that stay, drawn by
// lists of what is shown, so that fifty thousand take one call. No instances: without a graphics processor each of them
// would cost as much as a call.
import type { CustomLayerInterface, CustomRenderMethodInput, Map as MapLibre } from "maplibre-gl";
import { EARTH_KM, TILE_PX } from "./base";
import { type Kind, program, rgb } from "./gl";
import type { Points } from "./points";

// From this many kilometres on a ring shows how far off the point may be, from this zoom on.
const ROUGH_KM = 8;
const RINGS_ZOOM = 5;
// With more rings in view than this none is drawn: they would lie over each other and tell nothing, and without a
// graphics processor they cost more than all discs.
const MOST_RINGS = 300;
// Discs grow up to so many killed, and are ordered by them up to so many.
const MOST = 400;
const MOST_KILLED = 2 ** 30;
const COLOURS = 5;
// Of incidents at one place in one colour so many are drawn, the largest: more would look the same and cost each frame.
const SEEN = 2;

const VERTEX = `#version 300 es
in vec2 at;
in float size;
in float rough;
in float kind;
uniform mat4 matrix;
uniform vec2 pixel;
uniform float scale;
uniform float world;
uniform bool rings;
uniform vec3 colours[${COLOURS}];
out vec2 from;
flat out float radius;
flat out vec3 colour;
void main() {
  radius = rings ? rough * world : size * scale;
  colour = colours[int(kind)];
  from = (vec2(gl_VertexID & 1, (gl_VertexID >> 1) & 1) * 2.0 - 1.0) * (radius + (rings ? 1.2 : 0.5));
  vec4 middle = matrix * vec4(at, 0.0, 1.0);
  bool out_of_it = rings && radius <= size * scale;
  gl_Position = out_of_it ? vec4(2.0, 2.0, 2.0, 1.0) : middle + vec4(from * pixel * middle.w, 0.0, 0.0);
}`;
const FRAGMENT = `#version 300 es
precision mediump float;
in vec2 from;
flat in float radius;
flat in vec3 colour;
uniform bool rings;
uniform vec3 edge;
out vec4 drawn;
void main() {
  float away = length(from);
  if (rings) {
    float line = clamp(1.2 - abs(away - radius), 0.0, 1.0) * 0.45;
    drawn = vec4(colour * line, line);
    return;
  }
  float inside = clamp(radius + 0.5 - away, 0.0, 1.0);
  float rim = clamp(away - radius + 0.9, 0.0, 1.0);
  float seen = inside * mix(0.66, 0.9, rim);
  drawn = vec4(mix(colour, edge, rim) * seen, seen);
}`;

export const DISC: Kind = {
  vertex: VERTEX, fragment: FRAGMENT, columns: [["at", 2, "FLOAT"], ["size", 1, "FLOAT"], ["rough", 1, "FLOAT"], ["kind", 1, "UNSIGNED_BYTE"]],
};

const UNIFORMS = ["matrix", "pixel", "scale", "world", "colours", "edge", "rings"] as const;

const mercator = (lat: number): number => 0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI);

export class Discs implements CustomLayerInterface {
  readonly id = "incidents";
  readonly type = "custom";
  readonly renderingMode = "2d";
  private readonly order: Uint32Array;
  private readonly at: Float32Array;
  private readonly size: Float32Array;
  private readonly rough: Float32Array;
  private readonly kind: Uint8Array;
  private readonly spot: Uint32Array;
  private shown: Uint8Array;
  private readonly lists: Record<"discs" | "rings", { of: Uint32Array; length: number; buffer: WebGLBuffer | null }>;
  private readonly spots: number;
  private readonly colours: Float32Array;
  private readonly edge: [number, number, number];
  private map: MapLibre | null = null;
  private program: WebGLProgram | null = null;
  private readonly uniforms: Partial<Record<(typeof UNIFORMS)[number], WebGLUniformLocation | null>> = {};
  private array: WebGLVertexArrayObject | null = null;
  private stale = true;

  // `kinds` has for each type of the points the number of its colour; `drawn` is called when a frame had them in it.
  constructor(p: Points, kinds: number[], colours: string[], edge: string, private readonly drawn: (gl: WebGL2RenderingContext) => void) {
    const n = p.count;
    // The largest first, so that the small ones lie above them; numbers are sorted many times faster than by a function.
    const keys = new Float64Array(n);
    for (let i = 0; i < n; i++) keys[i] = (MOST_KILLED - Math.max(0, p.killed[i]!)) * 2 ** 22 + i;
    keys.sort();
    this.order = new Uint32Array(n);
    for (let slot = 0; slot < n; slot++) this.order[slot] = keys[slot]! % 2 ** 22;
    [this.at, this.size, this.rough] = [new Float32Array(2 * n), new Float32Array(n), new Float32Array(n)];
    [this.kind, this.shown] = [new Uint8Array(n), new Uint8Array(n)];
    const list = (): { of: Uint32Array; length: number; buffer: null } => ({ of: new Uint32Array(6 * n), length: 0, buffer: null });
    this.lists = { discs: list(), rings: list() };
    this.spot = new Uint32Array(n);
    const spots = new Map<number, number>();
    for (let slot = 0; slot < n; slot++) {
      const i = this.order[slot]!;
      this.at[2 * slot] = (p.lon[i]! + 180) / 360;
      this.at[2 * slot + 1] = mercator(p.lat[i]!);
      this.size[slot] = 3 + 1.1 * Math.sqrt(Math.min(MOST, Math.max(0, p.killed[i]!)));
      const km = p.radius[i]!;
      this.rough[slot] = km < ROUGH_KM ? 0 : km / EARTH_KM / Math.cos((p.lat[i]! * Math.PI) / 180);
      this.kind[slot] = kinds[p.type[i]!] ?? 0;
      const place = Math.round((p.lon[i]! + 180) * 1e4) * 2e6 + Math.round((p.lat[i]! + 90) * 1e4);
      const spot = spots.get(place) ?? spots.size;
      spots.set(place, spot);
      this.spot[slot] = spot;
    }
    this.spots = spots.size;
    this.colours = Float32Array.from(colours.flatMap(rgb));
    this.edge = rgb(edge);
  }

  // Show those points whose byte is set.
  show(shown: Uint8Array): void {
    this.shown = shown;
    const { discs, rings } = this.lists;
    [discs.length, rings.length] = [0, 0];
    const add = (list: { of: Uint32Array; length: number }, slot: number): void => {
      for (const corner of [0, 1, 2, 2, 1, 3]) list.of[list.length++] = 4 * slot + corner;
    };
    const seen = new Uint8Array(this.spots * COLOURS);
    const ringed = new Float32Array(this.spots);
    for (let slot = 0; slot < this.order.length; slot++) {
      if (!shown[this.order[slot]!]) continue;
      const [spot, rough] = [this.spot[slot]!, this.rough[slot]!];
      const at = spot * COLOURS + this.kind[slot]!;
      if (seen[at]! < SEEN) {
        seen[at]!++;
        add(discs, slot);
      }
      if (rough > 0 && ringed[spot] !== rough) {
        ringed[spot] = rough;
        add(rings, slot);
      }
    }
    this.stale = true;
    this.map?.triggerRepaint();
  }

  // The number of the topmost point that is shown under a place on the map, -1 where there is none.
  under(lngLat: { lng: number; lat: number }): number {
    const world = this.world();
    const [x, y, scale] = [(lngLat.lng + 180) / 360, mercator(lngLat.lat), this.scale()];
    for (let slot = this.order.length - 1; slot >= 0; slot--) {
      if (!this.shown[this.order[slot]!]) continue;
      const [dx, dy] = [(this.at[2 * slot]! - x) * world, (this.at[2 * slot + 1]! - y) * world];
      if (dx * dx + dy * dy <= (this.size[slot]! * scale + 2) ** 2) return this.order[slot]!;
    }
    return -1;
  }

  // How many rings have their middle in view; counting ends where there are too many to be drawn.
  private ringsInView(m: ArrayLike<number>): number {
    const { of, length } = this.lists.rings;
    let found = 0;
    for (let n = 0; n < length && found <= MOST_RINGS; n += 6) {
      const slot = of[n]! >> 2;
      const [x, y] = [this.at[2 * slot]!, this.at[2 * slot + 1]!];
      const w = m[3]! * x + m[7]! * y + m[15]!;
      if (Math.abs(m[0]! * x + m[4]! * y + m[12]!) <= w && Math.abs(m[1]! * x + m[5]! * y + m[13]!) <= w) found++;
    }
    return found;
  }

  private world(): number {
    return TILE_PX * 2 ** this.map!.getZoom();
  }

  // Discs grow as one comes nearer, more slowly than the land.
  private scale(): number {
    const zoom = this.map!.getZoom();
    return zoom < 6 ? 0.85 + 0.05 * Math.max(0, zoom - 3) : 1 + (0.7 * (Math.min(zoom, 12) - 6)) / 6;
  }

  onAdd(map: MapLibre, gl: WebGL2RenderingContext): void {
    this.map = map;
    const made = (this.program = program(gl, DISC));
    for (const name of UNIFORMS) this.uniforms[name] = gl.getUniformLocation(made, name);
    this.array = gl.createVertexArray();
    gl.bindVertexArray(this.array);
    const give = (name: string, values: Float32Array | Uint8Array, width: number): void => {
      const four = new (values.constructor as Float32ArrayConstructor)(4 * values.length);
      for (let from = 0, to = 0; from < values.length; from += width) {
        for (let corner = 0; corner < 4; corner++) {
          for (let k = 0; k < width; k++) four[to++] = values[from + k]!;
        }
      }
      const place = gl.getAttribLocation(made, name);
      gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
      gl.bufferData(gl.ARRAY_BUFFER, four, gl.STATIC_DRAW);
      gl.enableVertexAttribArray(place);
      gl.vertexAttribPointer(place, width, values instanceof Uint8Array ? gl.UNSIGNED_BYTE : gl.FLOAT, false, 0, 0);
    };
    give("at", this.at, 2);
    give("size", this.size, 1);
    give("rough", this.rough, 1);
    give("kind", this.kind, 1);
    for (const list of Object.values(this.lists)) list.buffer = gl.createBuffer();
    gl.bindVertexArray(null);
  }

  render(gl: WebGL2RenderingContext, { defaultProjectionData }: CustomRenderMethodInput): void {
    const { program, map } = this;
    if (!program || !map) return;
    gl.useProgram(program);
    gl.bindVertexArray(this.array);
    const named = this.uniforms;
    const { clientWidth, clientHeight } = map.getCanvas();
    gl.uniformMatrix4fv(named.matrix!, false, defaultProjectionData.mainMatrix);
    gl.uniform2f(named.pixel!, 2 / clientWidth, 2 / clientHeight);
    gl.uniform1f(named.scale!, this.scale());
    gl.uniform1f(named.world!, this.world());
    gl.uniform3fv(named.colours!, this.colours);
    gl.uniform3fv(named.edge!, this.edge);
    for (const name of ["rings", "discs"] as const) {
      const { of, length, buffer } = this.lists[name];
      gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, buffer);
      if (this.stale) gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, of.subarray(0, length), gl.DYNAMIC_DRAW);
      if (name === "rings" && (map.getZoom() < RINGS_ZOOM || this.ringsInView(defaultProjectionData.mainMatrix) > MOST_RINGS)) continue;
      gl.uniform1i(named.rings!, name === "rings" ? 1 : 0);
      gl.drawElements(gl.TRIANGLES, length, gl.UNSIGNED_INT, 0);
    }
    this.stale = false;
    gl.bindVertexArray(null);
    this.drawn(gl);
  }
}
