// The outlines of countries and provinces below everything: land as triangles, borders as lines, made when the bundle is
// built (outlines.mjs). MapLibre would cut them into tiles first, in a worker, which took a third of the time until the
// first whole picture.
import type { CustomLayerInterface, CustomRenderMethodInput, Map as MapLibre } from "maplibre-gl";
import outlinesUrl from "./outlines.bin?url";
import { type Kind, program, rgb } from "./gl";

// Numbers of points, of corners of triangles, of ends of provinces' borders, of ends of countries' borders; then these.
interface Outlines {
  points: Float32Array;
  land: Uint32Array;
  provinces: Uint32Array;
  countries: Uint32Array;
}

export async function loadOutlines(): Promise<Outlines> {
  const answer = await fetch(outlinesUrl);
  if (!answer.ok) throw new Error(`${answer.status}`);
  const bytes = await answer.arrayBuffer();
  const counts = new Uint32Array(bytes, 0, 4);
  let at = counts.byteLength + 8 * counts[0]!;
  const next = (length: number): Uint32Array => {
    const found = new Uint32Array(bytes, at, length);
    at += found.byteLength;
    return found;
  };
  return {
    points: new Float32Array(bytes, counts.byteLength, 2 * counts[0]!),
    land: next(counts[1]!), provinces: next(counts[2]!), countries: next(counts[3]!),
  };
}

const LAND_VERTEX = `#version 300 es
in vec2 at;
uniform mat4 matrix;
void main() { gl_Position = matrix * vec4(at, 0.0, 1.0); }`;
const LAND_FRAGMENT = `#version 300 es
precision mediump float;
uniform vec4 colour;
out vec4 drawn;
void main() { drawn = colour; }`;
// A piece of a line has four corners, each of which knows both ends: it lies half a width, and what is smoothed, beside one.
const LINE_VERTEX = `#version 300 es
in vec4 ends;
uniform mat4 matrix;
uniform vec2 half_size;
uniform float width;
out float across;
void main() {
  vec4 a = matrix * vec4(ends.xy, 0.0, 1.0), b = matrix * vec4(ends.zw, 0.0, 1.0);
  vec2 along = (b.xy / b.w - a.xy / a.w) * half_size;
  vec2 aside = length(along) > 0.0 ? normalize(vec2(-along.y, along.x)) : vec2(0.0);
  vec4 end = (gl_VertexID & 2) == 0 ? a : b;
  across = float((gl_VertexID & 1) * 2 - 1) * (width / 2.0 + 0.5);
  gl_Position = end + vec4(aside * across / half_size * end.w, 0.0, 0.0);
}`;
const LINE_FRAGMENT = `#version 300 es
precision highp float;
in float across;
uniform float width;
uniform vec4 colour;
out vec4 drawn;
void main() { drawn = colour * clamp(width / 2.0 + 0.5 - abs(across), 0.0, 1.0); }`;

export const FILL: Kind = { vertex: LAND_VERTEX, fragment: LAND_FRAGMENT, columns: [["at", 2, "FLOAT"]] };
export const LINE: Kind = { vertex: LINE_VERTEX, fragment: LINE_FRAGMENT, columns: [["ends", 4, "FLOAT"]] };

interface Drawn {
  array: WebGLVertexArrayObject;
  length: number;
  colour: [number, number, number, number];
  width: number;
}

export class Land implements CustomLayerInterface {
  readonly id = "land";
  readonly type = "custom";
  readonly renderingMode = "2d";
  private map: MapLibre | null = null;
  private fill: WebGLProgram | null = null;
  private line: WebGLProgram | null = null;
  private drawn: Drawn[] = [];

  constructor(private readonly outlines: Outlines, private readonly colours: { land: string; provinces: string; countries: string }) {}

  onAdd(map: MapLibre, gl: WebGL2RenderingContext): void {
    this.map = map;
    this.fill = program(gl, FILL);
    this.line = program(gl, LINE);
    const { points, land, provinces, countries } = this.outlines;
    const solid = (colour: string, share: number): [number, number, number, number] => {
      const [r, g, b] = rgb(colour);
      return [r * share, g * share, b * share, share];
    };
    this.drawn = [
      { ...arrays(gl, this.fill, "at", points, 2, land), colour: solid(this.colours.land, 1), width: 0 },
      { ...lines(gl, this.line, points, provinces), colour: solid(this.colours.provinces, 1), width: 1 },
      { ...lines(gl, this.line, points, countries), colour: solid(this.colours.countries, 0.7), width: 0.9 },
    ];
  }

  render(gl: WebGL2RenderingContext, { defaultProjectionData }: CustomRenderMethodInput): void {
    const { clientWidth, clientHeight } = this.map!.getCanvas();
    for (const { array, length, colour, width } of this.drawn) {
      const used = width ? this.line! : this.fill!;
      gl.useProgram(used);
      gl.bindVertexArray(array);
      gl.uniformMatrix4fv(gl.getUniformLocation(used, "matrix"), false, defaultProjectionData.mainMatrix);
      gl.uniform4fv(gl.getUniformLocation(used, "colour"), colour);
      if (width) {
        gl.uniform2f(gl.getUniformLocation(used, "half_size"), clientWidth / 2, clientHeight / 2);
        gl.uniform1f(gl.getUniformLocation(used, "width"), width);
      }
      gl.drawElements(gl.TRIANGLES, length, gl.UNSIGNED_INT, 0);
    }
    gl.bindVertexArray(null);
  }
}

function arrays(gl: WebGL2RenderingContext, of: WebGLProgram, name: string, values: Float32Array, width: number, list: Uint32Array): { array: WebGLVertexArrayObject; length: number } {
  const array = gl.createVertexArray();
  gl.bindVertexArray(array);
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ARRAY_BUFFER, values, gl.STATIC_DRAW);
  const place = gl.getAttribLocation(of, name);
  gl.enableVertexAttribArray(place);
  gl.vertexAttribPointer(place, width, gl.FLOAT, false, 0, 0);
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, list, gl.STATIC_DRAW);
  gl.bindVertexArray(null);
  return { array, length: list.length };
}

function lines(gl: WebGL2RenderingContext, of: WebGLProgram, points: Float32Array, ends: Uint32Array): { array: WebGLVertexArrayObject; length: number } {
  const pieces = ends.length / 2;
  const [values, list] = [new Float32Array(16 * pieces), new Uint32Array(6 * pieces)];
  for (let n = 0; n < pieces; n++) {
    const [a, b] = [2 * ends[2 * n]!, 2 * ends[2 * n + 1]!];
    const both = [points[a]!, points[a + 1]!, points[b]!, points[b + 1]!];
    for (let corner = 0; corner < 4; corner++) values.set(both, 16 * n + 4 * corner);
    list.set([4 * n, 4 * n + 1, 4 * n + 2, 4 * n + 2, 4 * n + 1, 4 * n + 3], 6 * n);
  }
  return arrays(gl, of, "ends", values, 4, list);
}
