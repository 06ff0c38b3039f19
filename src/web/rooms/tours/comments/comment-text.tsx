// A comment's text: plain, with addresses that can be followed and names that stand out. Never HTML.

import classes from './comments.module.css'
import type { Comment } from './comments-api.ts'
import { partsOf } from './text-parts.ts'

export function CommentText({ comment }: { comment: Pick<Comment, 'text' | 'mentions'> }) {
  const parts = partsOf(
    comment.text,
    comment.mentions.map(({ name }) => name),
  )
  return (
    <p className={classes.text}>
      {parts.map((part, index) => {
        const key = index
        if (part.kind === 'mention')
          return (
            <b key={key} className={classes.mention}>
              {part.text}
            </b>
          )
        if (part.kind === 'link')
          return (
            <a key={key} href={part.url} target="_blank" rel="noopener noreferrer nofollow">
              {part.text}
            </a>
          )
        return part.text
      })}
    </p>
  )
}
