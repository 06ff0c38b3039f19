// Writes a finished panorama as JPEG with the XMP that says what it is (GPano), so that any 360° viewer takes it.
import { statSync } from 'node:fs'
import sharp from 'sharp'
import type { CameraPose } from './plan.ts'

const quality = 88

function gpano(width: number, { headingDegrees }: CameraPose): string {
  const fields = {
    ProjectionType: 'equirectangular',
    UsePanoramaViewer: 'True',
    StitchingSoftware: 'Panoqor demo flat',
    CroppedAreaImageWidthPixels: width,
    CroppedAreaImageHeightPixels: width / 2,
    FullPanoWidthPixels: width,
    FullPanoHeightPixels: width / 2,
    CroppedAreaLeftPixels: 0,
    CroppedAreaTopPixels: 0,
    PoseHeadingDegrees: headingDegrees,
    PosePitchDegrees: 0,
    PoseRollDegrees: 0,
  }
  const attributes = Object.entries(fields).map(([name, value]) => `GPano:${name}="${value}"`)
  return [
    '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    `<rdf:Description rdf:about="" xmlns:GPano="http://ns.google.com/photos/1.0/panorama/" ${attributes.join(' ')}/>`,
    '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>',
  ].join('\n')
}

/** Returns the file's size in bytes. */
export async function writePanorama(
  file: string,
  bytes: Uint8Array,
  width: number,
  camera: CameraPose,
): Promise<number> {
  // A copy: sharp must not read memory that other threads share.
  await sharp(Buffer.from(bytes), { raw: { width, height: width / 2, channels: 3 } })
    .jpeg({ quality, chromaSubsampling: '4:2:0', progressive: false, mozjpeg: false, optimiseCoding: true })
    .withXmp(gpano(width, camera))
    .toFile(file)
  return statSync(file).size
}
