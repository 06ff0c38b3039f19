// Sends a database's waiting mails until it is killed: started with one JSON argument { connection, env }, says a line when it begins.
import { readConfig } from '#platform/config.ts'
import { openDb, openPool } from '#platform/db.ts'
import { openLog } from '#platform/log.ts'
import { createSecret } from '#platform/secret.ts'
import type { Tools } from '#platform/tools.ts'
import { deliverTo } from '#rooms/notices/deliver.ts'
import { openPost } from '#rooms/notices/post.ts'
import { testSecret } from './mail.ts'

const { connection, env } = JSON.parse(process.argv[2] ?? '')
const config = readConfig(env, '')
const db = openDb(openPool(connection, () => {}))
const secret = createSecret(testSecret)
const tools = { config, db, secret, log: openLog('error'), now: () => new Date() } as Tools
if (!config.mail) throw new Error('no mail server')
const delivery = { tools, post: openPost(config.mail), findImprint: async () => undefined }
process.stdout.write('begins\n')
for (;;) {
  const lines = await db
    .selectFrom('mail')
    .select('recipient_key')
    .where('settled_at', 'is', null)
    .groupBy('recipient_key')
    .execute()
  // As many at once as the worker.
  const work = async () => {
    for (let line = lines.pop(); line; line = lines.pop()) await deliverTo(delivery, line.recipient_key)
  }
  await Promise.all([work(), work(), work(), work()])
  await new Promise((resolve) => setTimeout(resolve, 20))
}
