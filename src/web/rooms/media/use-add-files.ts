// What happens to files that were dropped or chosen: into the tour on screen, or into a new tour.
import { useNavigate } from '@tanstack/react-router'
import { api } from '../../lib/api.ts'
import { useWords } from '../../lib/words.tsx'
import { showToast } from '../../ui/toasts.tsx'
import type { DroppedFiles } from './dropped-files.ts'
import { uploads } from './upload-center.ts'

export function useAddFiles(teamId: string, tourId: string | undefined) {
  const { t, language, moment, error: sentence } = useWords()
  const navigate = useNavigate()
  return async ({ files, folderName }: DroppedFiles) => {
    if (files.length === 0) return showToast(t('web.upload.nothing'), { tone: 'danger' })
    if (tourId) return uploads.add(files, { teamId, tourId })
    try {
      const title = folderName ?? t('web.tour.new_title', { date: moment() })
      const tour = await api.createTour(teamId, { title: title.slice(0, 200), language })
      uploads.add(files, { teamId, tourId: tour.id })
      await navigate({ to: '/studio/$teamId/tours/$tourId', params: { teamId, tourId: tour.id } })
    } catch (error) {
      showToast(sentence(error), { tone: 'danger' })
    }
  }
}
