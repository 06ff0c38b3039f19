// Whether a tour has a floor plan: asked at the start of every visit, so it stays cheap. The plans themselves are made in plans.ts.
import type { PublishedTour } from '#tour/published.ts'

export const hasPlans = ({
  levels = [],
  attachments = {},
  scenes,
}: Pick<PublishedTour, 'levels' | 'attachments' | 'scenes'>) =>
  levels.some(({ plan }) => plan && attachments[plan.attachment] && plan.places.length > 0) ||
  scenes.filter((scene) => 'roomBox' in scene && scene.roomBox && scene.pose.positionMetres).length > 1
