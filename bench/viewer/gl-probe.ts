// Counts draw calls and the bytes of live textures on a page, by standing between the page and WebGL. Runs in the browser before
// the page's own scripts; must not depend on anything outside the function.

/** Textures count with all their levels; three channels take as much room as four, as graphics memory pads them. */
export function probeGl(): void {
  type Gl = WebGLRenderingContext & WebGL2RenderingContext
  type Call = (...args: unknown[]) => unknown
  interface Record {
    levels: Map<string, number>
    bytes: number
  }
  const counts = { draws: 0, textureBytes: 0, peakTextureBytes: 0 }
  window.glCounts = counts
  const records = new WeakMap<object, Record>()
  const bound = new WeakMap<object, { unit: number; textures: Map<string, object | null> }>()
  // A texture that the page just forgets is freed by the browser.
  const forgotten = new FinalizationRegistry<Record>((record) => free(record))

  function free(record: Record): void {
    counts.textureBytes -= record.bytes
    record.bytes = 0
    record.levels.clear()
  }

  function setLevel(record: Record, key: string, bytes: number): void {
    const more = bytes - (record.levels.get(key) ?? 0)
    record.levels.set(key, bytes)
    record.bytes += more
    counts.textureBytes += more
    counts.peakTextureBytes = Math.max(counts.peakTextureBytes, counts.textureBytes)
  }

  const bytesPerTexel = new Map<number, number>([
    [0x1909, 1], // LUMINANCE
    [0x1906, 1], // ALPHA
    [0x8229, 1], // R8
    [0x822b, 2], // RG8
    [0x8d62, 2], // RGB565
    [0x881a, 8], // RGBA16F
    [0x8814, 16], // RGBA32F
  ])
  const perTexel = (format: unknown) => bytesPerTexel.get(Number(format)) ?? 4

  function stateOf(gl: Gl) {
    let state = bound.get(gl)
    if (!state) {
      state = { unit: 0, textures: new Map() }
      bound.set(gl, state)
    }
    return state
  }

  /** The sides of a cube map are targets of their own, bound together. */
  const bindingOf = (target: number) => (target >= 0x8515 && target <= 0x851a ? 0x8513 : target)

  function recordAt(gl: Gl, target: unknown): Record | undefined {
    const { unit, textures } = stateOf(gl)
    const texture = textures.get(`${unit}/${bindingOf(Number(target))}`)
    return texture ? records.get(texture) : undefined
  }

  function sizeOf(source: unknown): [number, number] {
    if (source instanceof HTMLImageElement) return [source.naturalWidth, source.naturalHeight]
    if (source instanceof HTMLVideoElement) return [source.videoWidth, source.videoHeight]
    const { width = 0, height = 0 } = source as { width?: number; height?: number }
    return [width, height]
  }

  const after: { [name: string]: (gl: Gl, args: unknown[], result: unknown) => void } = {
    activeTexture: (gl, [unit]) => {
      stateOf(gl).unit = Number(unit)
    },
    bindTexture: (gl, [target, texture]) => {
      const state = stateOf(gl)
      state.textures.set(`${state.unit}/${target}`, texture as object | null)
    },
    createTexture: (_gl, _args, texture) => {
      if (!texture) return
      const record = { levels: new Map(), bytes: 0 }
      records.set(texture, record)
      forgotten.register(texture, record)
    },
    deleteTexture: (_gl, [texture]) => {
      const record = texture ? records.get(texture as object) : undefined
      if (record) free(record)
    },
    texImage2D: (gl, args) => {
      const [width, height] = args.length > 6 ? [Number(args[3]), Number(args[4])] : sizeOf(args[5])
      const record = recordAt(gl, args[0])
      if (record) setLevel(record, `${args[0]}/${args[1]}`, width * height * perTexel(args[2]))
    },
    texImage3D: (gl, args) => {
      const record = recordAt(gl, args[0])
      const texels = Number(args[3]) * Number(args[4]) * Number(args[5])
      if (record) setLevel(record, `${args[0]}/${args[1]}`, texels * perTexel(args[2]))
    },
    texStorage2D: (gl, [target, levels, format, width, height]) => {
      const record = recordAt(gl, target)
      const sides = target === 0x8513 ? 6 : 1
      for (let level = 0; record && level < Number(levels); level++) {
        const texels = Math.max(1, Number(width) >> level) * Math.max(1, Number(height) >> level)
        setLevel(record, `${target}/${level}`, texels * sides * perTexel(format))
      }
    },
    texStorage3D: (gl, [target, levels, format, width, height, depth]) => {
      const record = recordAt(gl, target)
      for (let level = 0; record && level < Number(levels); level++) {
        const texels = Math.max(1, Number(width) >> level) * Math.max(1, Number(height) >> level)
        setLevel(record, `${target}/${level}`, texels * Number(depth) * perTexel(format))
      }
    },
    generateMipmap: (gl, [target]) => {
      const record = recordAt(gl, target)
      if (!record) return
      // All smaller levels together are a third of the largest. Storage that was made with levels has them already.
      const hasLevels = [...record.levels.keys()].some((key) => key.endsWith('/1'))
      const largest = [...record.levels]
        .filter(([key]) => key.endsWith('/0'))
        .reduce((sum, [, bytes]) => sum + bytes, 0)
      if (!hasLevels) setLevel(record, 'mipmaps', largest / 3)
    },
  }
  for (const draw of [
    'drawArrays',
    'drawElements',
    'drawRangeElements',
    'drawArraysInstanced',
    'drawElementsInstanced',
  ])
    after[draw] = () => {
      counts.draws++
    }

  for (const { prototype } of [WebGLRenderingContext, WebGL2RenderingContext]) {
    for (const [name, note] of Object.entries(after)) {
      const original = (prototype as unknown as { [name: string]: Call | undefined })[name]
      if (!original) continue
      Object.defineProperty(prototype, name, {
        value: function (this: Gl, ...args: unknown[]) {
          const result = original.apply(this, args)
          note(this, args, result)
          return result
        },
      })
    }
  }
}
