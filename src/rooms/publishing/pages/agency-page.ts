// A team's public page: who they are, how to reach them, and their tours as cards with pictures. Needs no script. Pure: data in, HTML out.
import { type Html, html, jsonScript } from '#platform/html.ts'
import { word } from '#platform/words.ts'
import { contactLinks } from '#tour/contact-links.ts'
import { textIn } from '#tour/fallback.ts'
import type { PublishedTour } from '#tour/published.ts'
import { type Language, languages } from '#tour/text.ts'
import type { ShownAgency } from '../agency/agency.ts'
import { languageLinks } from './language-links.ts'

export interface AgencyPageSettings {
  origin: string
  style: string
}

export function agencyPage(agency: ShownAgency, language: Language, { origin, style }: AgencyPageSettings): string {
  const { profile, slug, tours } = agency
  // A name in another language says less than the one that the team goes by.
  const name = profile.names[language]?.trim() || profile.name
  const about = textIn(profile.about, language)
  const description = about || word(language, 'agency.description', { name, count: tours.length })
  const url = `${origin}/agency/${slug}`
  const logo = agency.logo && `/agency/${slug}/logo/${agency.logo.file.name}`
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${name}</title>
<meta name="description" content="${description.slice(0, 300)}">
<link rel="canonical" href="${url}?lang=${language}">
${languages.map((each) => html`<link rel="alternate" hreflang="${each}" href="${url}?lang=${each}">`)}
<link rel="alternate" hreflang="x-default" href="${url}">
<meta property="og:type" content="profile">
<meta property="og:title" content="${name}">
<meta property="og:description" content="${description.slice(0, 300)}">
<meta property="og:url" content="${url}">
${tours[0] && html`<meta property="og:image" content="${origin}${pictureOf(tours[0].manifest)}">`}
<link rel="stylesheet" href="${style}">
${jsonScript('', organisation(agency, language, { name, description, url, logo: logo && origin + logo }), 'application/ld+json')}
</head>
<body class="agency">
<main>
${languageLinks(languages, language)}
<header>
${agency.logo && logo && html`<img class="agency-logo" src="${logo}" alt="" width="${agency.logo.file.widthPx ?? 96}" height="${agency.logo.file.heightPx ?? 96}">`}
<div><h1>${name}</h1>
${about && html`<p class="agency-about">${about}</p>`}</div>
</header>
${contacts(agency, language)}
<h2>${word(language, 'agency.tours', { count: tours.length })}</h2>
${tours.length === 0 ? html`<p>${word(language, 'agency.no_tours')}</p>` : html`<ul class="agency-tours">${tours.map((tour) => card(tour, language))}</ul>`}
</main>
</body>
</html>
`.text
}

function contacts({ profile }: ShownAgency, language: Language): Html | false {
  const { phone, email, website } = profile
  const address = textIn(profile.address, language)
  const links = contactLinks({ takesMessages: false, ...(phone && { phone }), ...(email && { email }) })
  if (links.length === 0 && !website && !address) return false
  return html`<address class="agency-contacts">
${links.map(({ href, text }) => html`<a href="${href}">${text}</a>`)}
${website && html`<a href="${website}" rel="noopener nofollow">${website.replace(/^https?:\/\/|\/$/g, '')}</a>`}
${address && html`<span>${address}</span>`}
</address>`
}

function card({ slug, manifest }: { slug: string; manifest: PublishedTour }, language: Language): Html {
  const title = textIn(manifest.title, language)
  const place = textIn(manifest.property?.address, language)
  const scenes = word(language, 'agency.scenes', { count: manifest.scenes.length })
  return html`<li><a href="/t/${slug}?lang=${language}">
<img src="${pictureOf(manifest)}" alt="" width="600" height="400" loading="lazy">
<strong>${title}</strong>
<span>${place || scenes}</span></a></li>`
}

/** Of the scene at which a tour begins. */
function pictureOf(manifest: PublishedTour): string {
  const start = manifest.scenes.find(({ id }) => id === manifest.start) ?? manifest.scenes[0]
  return start && 'panorama' in start ? `${start.panorama.tilesUrl}poster.jpg` : (start?.thumbnailUrl ?? '')
}

interface Told {
  name: string
  description: string
  url: string
  logo: string | undefined
}

function organisation({ profile, tours }: ShownAgency, language: Language, { name, description, url, logo }: Told) {
  const address = textIn(profile.address, language)
  return {
    '@context': 'https://schema.org',
    '@type': 'RealEstateAgent',
    ...{ name, description, url, ...(logo && { logo }) },
    ...(profile.phone && { telephone: profile.phone }),
    ...(profile.email && { email: profile.email }),
    ...(profile.website && { sameAs: [profile.website] }),
    ...(address && { address: { '@type': 'PostalAddress', streetAddress: address, addressCountry: 'KZ' } }),
    ...(tours.length > 0 && {
      hasOfferCatalog: {
        '@type': 'OfferCatalog',
        itemListElement: tours.map((tour) => ({
          '@type': 'WebPage',
          name: textIn(tour.manifest.title, language),
          url: url.replace(/\/agency\/.*$/, `/t/${tour.slug}`),
        })),
      },
    }),
  }
}
