// A small S3 server inside the test process, on a folder and a free port.
import { join } from 'node:path'
import S3rver from 's3rver'
import type { S3Settings } from '#platform/storage/s3.ts'

export async function startS3Server(folder: string): Promise<{ settings: S3Settings; close(): Promise<void> }> {
  const bucket = 'panoqor-test'
  const server = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: join(folder, 's3'),
    configureBuckets: [{ name: bucket, configs: [] }],
  })
  const { port } = await server.run()
  return {
    settings: {
      endpoint: `http://127.0.0.1:${port}`,
      region: 'us-east-1',
      bucket,
      accessKeyId: 'S3RVER',
      secretAccessKey: 'S3RVER',
    },
    close: () => server.close(),
  }
}
