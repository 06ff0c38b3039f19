// Picks the storage engine that the configuration names. The S3 client is loaded only where it is used: it costs 30 MB.
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { openDiskStorage } from './disk.ts'
import type { Storage } from './storage.ts'

export async function openStorage(config: Pick<Config, 'dataFolder' | 's3'>): Promise<Storage> {
  if (config.s3) {
    const { openS3Storage } = await import('./s3.ts')
    return openS3Storage(config.s3, join(config.dataFolder, 'downloads'))
  }
  const storage = await openDiskStorage(join(config.dataFolder, 'storage'))
  await storage.sweep(new Date())
  return storage
}
