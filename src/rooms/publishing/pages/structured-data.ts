// What a tour's page tells search engines in their own vocabulary (schema.org): the page, and the property that it shows. Only what
// the tour itself says. Pure.
import { textIn } from '#tour/fallback.ts'
import type { PropertyFacts } from '#tour/property-facts.ts'
import type { PublishedTour } from '#tour/published.ts'
import type { Language } from '#tour/text.ts'

export interface PageTexts {
  title: string
  description: string
  url: string
  picture: string
  /** The team's own page, where it has one. */
  publisherUrl?: string
}

export function structuredData(
  manifest: PublishedTour,
  language: Language,
  { title, description, url, picture, publisherUrl }: PageTexts,
) {
  return {
    '@context': 'https://schema.org',
    '@type': 'WebPage',
    name: title,
    description,
    url,
    inLanguage: language,
    primaryImageOfPage: { '@type': 'ImageObject', contentUrl: picture },
    publisher: { '@type': 'Organization', name: manifest.publisher, ...(publisherUrl && { url: publisherUrl }) },
    ...(manifest.property && { mainEntity: property(manifest.property, language, title, picture) }),
  }
}

const types: Record<NonNullable<PropertyFacts['kind']>, string> = {
  flat: 'Apartment',
  house: 'House',
  townhouse: 'House',
  office: 'Place',
  retail: 'Place',
  warehouse: 'Place',
  land: 'Place',
  parking: 'ParkingFacility',
}

function property(facts: PropertyFacts, language: Language, name: string, image: string) {
  const { kind, areaSquareMetres, roomCount, builtYear } = facts
  const address = textIn(facts.address, language)
  const isDwelling = kind === 'flat' || kind === 'house' || kind === 'townhouse'
  return {
    '@type': kind ? types[kind] : 'Place',
    name,
    image,
    ...(address && { address: { '@type': 'PostalAddress', streetAddress: address, addressCountry: 'KZ' } }),
    ...(isDwelling && {
      ...(areaSquareMetres && {
        floorSize: { '@type': 'QuantitativeValue', value: areaSquareMetres, unitCode: 'MTK' },
      }),
      ...(roomCount && { numberOfRooms: roomCount }),
      ...(builtYear && { yearBuilt: builtYear }),
    }),
    ...offer(facts),
  }
}

/** Money is whole tiyn everywhere; only here it becomes tenge, as the vocabulary asks. */
function offer({ deal, priceTiyn }: PropertyFacts) {
  if (!deal || priceTiyn === undefined) return {}
  const price = (priceTiyn / 100).toFixed(2)
  return { potentialAction: { '@type': deal === 'sale' ? 'BuyAction' : 'RentAction', price, priceCurrency: 'KZT' } }
}
