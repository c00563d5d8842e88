// What the layers that are drawn here have in common.
export function rgb(colour: string): [number, number, number] {
  const n = Number.parseInt(colour.replace("#", "").replace(/^(.)(.)(.)$/, "$1$1$2$2$3$3"), 16);
  return [((n >> 16) & 255) / 255, ((n >> 8) & 255) / 255, (n & 255) / 255];
}

// A program, and the columns of numbers that it draws from: their names, how many numbers each corner has, of what type.
export interface Kind {
  vertex: string;
  fragment: string;
  columns: readonly (readonly [name: string, width: number, type: "FLOAT" | "UNSIGNED_BYTE"])[];
}
const made = new WeakMap<WebGL2RenderingContext, Map<Kind, WebGLProgram>>();

export function program(gl: WebGL2RenderingContext, kind: Kind): WebGLProgram {
  const known = made.get(gl) ?? new Map<Kind, WebGLProgram>();
  made.set(gl, known);
  const found = known.get(kind) ?? compiled(gl, kind);
  known.set(kind, found);
  return found;
}

function compiled(gl: WebGL2RenderingContext, { vertex, fragment }: Kind): WebGLProgram {
  const linked = gl.createProgram();
  for (const [type, source] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]] as const) {
    const shader = gl.createShader(type)!;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(linked, shader);
  }
  gl.linkProgram(linked);
  return linked;
}

// Draws nothing with these programs, as MapLibre has layers drawn. Whoever draws, a graphics processor or not, makes its
// own code of a program when it is drawn with for the first time: now, while the page has something else to do.
export function warm(gl: WebGL2RenderingContext, kinds: readonly Kind[]): void {
  gl.enable(gl.BLEND);
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  gl.enable(gl.DEPTH_TEST);
  gl.depthFunc(gl.LEQUAL);
  gl.depthMask(false);
  for (const kind of kinds) {
    const used = program(gl, kind);
    const array = gl.createVertexArray();
    gl.useProgram(used);
    gl.bindVertexArray(array);
    for (const [name, width, type] of kind.columns) {
      const place = gl.getAttribLocation(used, name);
      gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
      gl.bufferData(gl.ARRAY_BUFFER, new Uint8Array(16 * width), gl.STATIC_DRAW);
      gl.enableVertexAttribArray(place);
      gl.vertexAttribPointer(place, width, gl[type], false, 0, 0);
    }
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, Uint32Array.of(0, 1, 2), gl.STATIC_DRAW);
    gl.drawElements(gl.TRIANGLES, 3, gl.UNSIGNED_INT, 0);
    gl.bindVertexArray(null);
    gl.deleteVertexArray(array);
  }
  gl.flush();
}
