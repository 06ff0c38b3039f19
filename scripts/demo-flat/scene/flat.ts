// The whole scene: shell, furniture of every room, town.
import { Mesh } from '../mesh.ts'
import { type Props, worldOf } from '../world.ts'
import { furnishKitchen } from './kitchen.ts'
import { furnishLiving } from './living.ts'
import { furnishBedroom, furnishStudy } from './private-rooms.ts'
import { furnishBathroom, furnishHall } from './service-rooms.ts'
import { buildShell } from './shell.ts'
import { buildTown } from './town.ts'

export function furnishedFlat(): Props {
  const props: Props = { indoor: new Mesh(), panes: new Mesh(), outdoor: new Mesh(), lamps: [] }
  const { indoor, panes, outdoor, lamps } = props
  buildShell(indoor, panes)
  furnishHall(indoor, lamps)
  furnishLiving(indoor, lamps)
  furnishKitchen(indoor, lamps)
  furnishBedroom(indoor, lamps)
  furnishStudy(indoor, lamps)
  furnishBathroom(indoor, panes, lamps)
  buildTown(outdoor)
  return props
}

export const flatWorld = () => worldOf(furnishedFlat())
