// What the people will read: asked from the server, which says it with the same words as the page and the mail.
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useWords } from '../../lib/words.tsx'
import classes from './desk.module.css'
import { deskApi } from './desk-api.ts'

type Body = Parameters<typeof deskApi.previewHold>[0]

export function HoldPreviewCard({ body }: { body: Body }) {
  const { t } = useWords()
  const [asked] = useDebouncedValue(body, 300)
  const { data } = useQuery({
    queryKey: ['hold-preview', asked],
    queryFn: ({ signal }) => deskApi.previewHold(asked, signal),
    placeholderData: (before) => before,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 30_000,
  })
  return (
    <section className={classes.preview} aria-label={t('desk.hold.preview')}>
      <span className={classes.previewLabel}>{t('desk.hold.preview')}</span>
      {data && (
        <div lang={data.language}>
          <h3>{data.title}</h3>
          {data.paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </div>
      )}
      {data && (
        <details lang={data.language}>
          <summary>{t('desk.hold.preview_mail', { subject: data.mailSubject })}</summary>
          <p>{data.mailText}</p>
        </details>
      )}
    </section>
  )
}
