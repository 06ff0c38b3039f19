// The peers, run as their users run them. A peer that is not installed is reported as such.
import { execFile } from 'node:child_process'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { facePlanes } from '#imaging/kernel/kernel.ts'
import { type Face, faces } from '#tour/pyramid.ts'

const execute = promisify(execFile)

export interface PeerFigures {
  wallSeconds: number
  cpuSeconds: number
}

async function isInstalled(...programs: string[]): Promise<boolean> {
  const found = programs.map((program) => execute('sh', ['-c', `command -v ${program}`]))
  return Promise.all(found).then(
    () => true,
    () => false,
  )
}

/** Runs shell lines and adds up the CPU time of everything they start. */
async function timed(lines: string[]): Promise<PeerFigures> {
  const script = `set -e; TIMEFORMAT='%R %U %S'; time { ${lines.join('\n')}\n } >/dev/null 2>&1`
  const { stderr } = await execute('bash', ['-c', script], { env: { ...process.env, LC_ALL: 'C' } })
  const [wallSeconds = 0, user = 0, system = 0] = (stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number)
  return { wallSeconds, cpuSeconds: user + system }
}

/** 8192 / π, as people choose it. */
const sidePx = 2600

/** The angles of all faces, which kubi computes with numpy in every run before libvips does the rest. */
const anglesInNumpy = [
  'import numpy as np',
  `line = np.linspace(-1, 1, ${sidePx}, dtype="f4", endpoint=False)`,
  'x, y = np.meshgrid(line, line)',
  'np.stack([np.arctan(x), np.arctan2(y, np.sqrt(1 + x * x)), np.arctan2(x, y), np.arctan2(1, np.hypot(x, y))], axis=-1)',
].join('; ')

/**
 * What kubi does: the angles by numpy, one decode, then six times mapim (bicubic) into a pyramid of 512 px JPEG tiles of quality
 * 80. The index images themselves are made here and not counted, which favours the peer. `angles` is undefined without numpy.
 */
export async function vipsPeer(
  file: string,
  folder: string,
): Promise<{ mapping: PeerFigures; angles: PeerFigures | undefined } | undefined> {
  if (!(await isInstalled('vips'))) return undefined
  const work = join(folder, 'vips')
  await mkdir(work)
  for (const face of faces) {
    const raw = join(work, `${face}.raw`)
    await writeFile(raw, indexImage(face, 8192, 4096))
    const shape = [String(sidePx), String(sidePx), '2', '--format', 'float', '--interpretation', 'multiband']
    await execute('vips', ['rawload', raw, join(work, `${face}.v`), ...shape])
    await rm(raw)
  }
  const mapping = await timed([
    `vips copy '${file}' '${work}/source.v'`,
    ...faces.map(
      (face) =>
        `vips mapim '${work}/source.v' '${work}/${face}.dz[tile-size=512,overlap=0,suffix=.jpg[Q=80]]' '${work}/${face}.v' --interpolate bicubic`,
    ),
  ])
  await rm(work, { recursive: true })
  const python = await pythonWith('numpy')
  return { mapping, angles: python ? await timed([`'${python}' -c '${anglesInNumpy}'`]) : undefined }
}

/** Source position of every pixel of a face, as libvips wants it. */
function indexImage(face: Face, widthPx: number, heightPx: number): Float32Array {
  const { centre, across, down } = facePlanes[face]
  const index = new Float32Array(sidePx * sidePx * 2)
  for (let row = 0; row < sidePx; row++)
    for (let column = 0; column < sidePx; column++) {
      const s = -1 + (2 * column + 1) / sidePx
      const t = -1 + (2 * row + 1) / sidePx
      const x = centre[0] + s * across[0] + t * down[0]
      const y = centre[1] + s * across[1] + t * down[1]
      const z = centre[2] + s * across[2] + t * down[2]
      const at = (row * sidePx + column) * 2
      index[at] = (Math.atan2(x, -z) / (2 * Math.PI) + 0.5) * widthPx - 0.5
      index[at + 1] = (0.5 - Math.atan2(y, Math.hypot(x, z)) / Math.PI) * heightPx - 0.5
    }
  return index
}

/** Pannellum's own tool with Hugin's nona, quality 80. Needs python3 with PIL. */
export async function generatePeer(file: string, folder: string): Promise<PeerFigures | undefined> {
  const python = await pythonWith('PIL, distutils.spawn')
  if (!python || !(await isInstalled('nona'))) return undefined
  const script = join(
    dirname(createRequire(import.meta.url).resolve('pannellum/package.json')),
    'utils/multires/generate.py',
  )
  return timed([`'${python}' '${script}' -q 80 -o '${join(folder, 'generate')}' '${file}'`])
}

/** The system's python has the distribution's modules, another one in the path may not. */
async function pythonWith(modules: string): Promise<string | undefined> {
  for (const python of ['python3', '/usr/bin/python3']) {
    const works = await execute(python, ['-c', `import ${modules}`]).then(
      () => true,
      () => false,
    )
    if (works) return python
  }
  return undefined
}
