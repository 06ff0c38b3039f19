// How the authorisation matrices ask: the address of a route filled with a scene's things, as whoever brings these headers.
import { type DeclaredRoute, writes } from '#platform/http.ts'
import { newId } from '#platform/ids.ts'
import { freely, newScene, parameters, type Scene } from './matrix-fixtures.ts'
import type { Answer, World } from './world.ts'

export const parametersIn = (url: string) => [...url.matchAll(/:(\w+)|\*/g)].map((found) => found[1] ?? '*')
export const keyOf = ({ method, url }: DeclaredRoute) => `${method} ${url}`
export const rowFor = (url: string, parameter: string) =>
  [`${url} ${parameter}`, parameter].find((key) => key in parameters || key in freely)
export const isObject = (url: string, parameter: string) => {
  const row = rowFor(url, parameter)
  return parameter !== 'teamId' && row !== undefined && row in parameters
}

/** The address of a route: things of `from`, unless `given` says otherwise. */
export async function address(url: string, from: Scene, given: Record<string, string> = {}): Promise<string> {
  let path = url
  for (const parameter of parametersIn(url)) {
    const row = rowFor(url, parameter)
    const value = given[parameter] ?? (row && row in parameters ? await from.get(row) : freely[row ?? ''])
    path = path.replace(parameter === '*' ? '*' : new RegExp(`:${parameter}\\b`), value ?? newId())
  }
  return path
}

type Headers = Record<string, string>
export const cookieOf = (who: { cookie: string }): Headers => ({ cookie: who.cookie })
export const ask = (
  world: World,
  route: DeclaredRoute,
  url: string,
  headers: Headers,
  payload?: unknown,
): Promise<Answer> =>
  world.inject({
    method: route.method as 'GET',
    url,
    headers: { origin: 'http://localhost', ...headers },
    ...(payload !== undefined && { payload: payload as object }),
  })

/** Nobody's body: whoever is let through the wall hears that it is wrong, and nothing happens. */
export const garbage = { whatIsThis: [1] }

/** A scene, and another one as soon as a write on it succeeded. */
export interface Stage {
  readonly scene: Scene
  askOwn(route: DeclaredRoute, headers: Headers): Promise<Answer>
}

export async function openStage(world: World): Promise<Stage> {
  let scene = await newScene(world)
  return {
    get scene() {
      return scene
    },
    async askOwn(route, headers) {
      const answer = await ask(world, route, await address(route.url, scene), headers, route.takesBody && garbage)
      if (writes(route) && answer.status < 300) scene = await newScene(world)
      return answer
    },
  }
}

export const codeOf = ({ body }: Answer): string => String(body?.code ?? '')
export const isWall = (answer: Answer) =>
  answer.status === 401 ||
  /^(teams\.role_cannot|keys\.|holds\.|accounts\.(prove_again|second|not_your|desk))/.test(codeOf(answer))
export const isPassed = (answer: Answer) =>
  !isWall(answer) && answer.status < 500 && codeOf(answer) !== 'http.not_found'
