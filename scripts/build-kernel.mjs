// Compiles the resampling kernel (AssemblyScript) to src/imaging/kernel/kernel.wasm. Run it after a change of the source:
// `node scripts/build-kernel.mjs`. The result is checked in, and a test compares it with a fresh build.
import { readFile, writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import asc from 'assemblyscript/asc'

const source = new URL('../src/imaging/kernel/assembly/kernel.ts', import.meta.url)
const target = new URL('../src/imaging/kernel/kernel.wasm', import.meta.url)

/** The kernel's bytes; the same source and compiler version give the same bytes. */
export async function compileKernel() {
  const text = await readFile(source, 'utf8')
  let bytes
  const { error, stderr } = await asc.main(
    [
      'kernel.ts',
      '--outFile=kernel.wasm',
      '--enable=simd,relaxed-simd,threads,bulk-memory',
      '-O3',
      '--noAssert',
      '--runtime=stub',
      '--importMemory',
      '--sharedMemory',
      '--initialMemory=1',
      '--maximumMemory=65536',
    ],
    {
      readFile: (name) => (name === 'kernel.ts' ? text : null),
      writeFile: (name, contents) => {
        if (name === 'kernel.wasm') bytes = contents
      },
      listFiles: () => [],
    },
  )
  if (error) throw new Error(`The kernel does not compile: ${error.message}\n${stderr.toString()}`)
  return bytes
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const bytes = await compileKernel()
  await writeFile(target, bytes)
  console.log(`kernel.wasm: ${bytes.length} bytes`)
}
