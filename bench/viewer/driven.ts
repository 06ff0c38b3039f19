// A page that the bench drives: opened with everything loaded, turned, led from scene to scene. No network limits here.
import { serveOnWire, type WireFile, type WireServer } from '../visit/wire-server.ts'
import { openVisitor, type Screen, type Visitor } from './visitor.ts'

export interface Driven extends Visitor {
  server: WireServer
  look(yawDegrees: number): Promise<void>
  enter(scene: number): Promise<void>
  /** Until nothing was asked for during this time. */
  rest(ms: number): Promise<void>
}

export async function openDriven(
  screen: Screen,
  files: ReadonlyMap<string, WireFile>,
  { probe = true } = {},
): Promise<Driven> {
  const server = await serveOnWire(files)
  const visitor = await openVisitor(screen, { probe })
  const { page } = visitor
  await page.goto(server.url)
  await page.waitForFunction(() => window.bench)
  await server.quiet(1000)
  return {
    ...visitor,
    server,
    look: (yawDegrees) => page.evaluate(lookAndDraw, yawDegrees),
    enter: (scene) => page.evaluate((index) => window.bench?.enter(index), scene),
    rest: (ms) => server.quiet(ms),
    async close() {
      await visitor.close()
      await server.close()
    },
  }
}

/** Runs in the page: two frames, so that the engine has drawn the direction and asked for what it lacks. */
async function lookAndDraw(yawDegrees: number): Promise<void> {
  window.bench?.look(yawDegrees)
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
}
