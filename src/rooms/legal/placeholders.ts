// What documents leave open until they are published: {{operator.name}} and the like, filled from the operator's identity. Pure.
import type { Language } from '#tour/text.ts'
import type { LegalForm, OperatorIdentity } from './contract.ts'

const legalForms: Record<LegalForm, Record<Language, string>> = {
  too: {
    kk: 'жауапкершілігі шектеулі серіктестік',
    ru: 'товарищество с ограниченной ответственностью',
    en: 'limited liability partnership',
  },
  ao: { kk: 'акционерлік қоғам', ru: 'акционерное общество', en: 'joint-stock company' },
  ip: { kk: 'дара кәсіпкер', ru: 'индивидуальный предприниматель', en: 'sole proprietor' },
  state: { kk: 'мемлекеттік ұйым', ru: 'государственная организация', en: 'state organisation' },
  non_profit: { kk: 'коммерциялық емес ұйым', ru: 'некоммерческая организация', en: 'non-profit organisation' },
  branch: { kk: 'филиал', ru: 'филиал', en: 'branch' },
  other: { kk: 'ұйым', ru: 'организация', en: 'organisation' },
}

export const legalFormIn = (form: LegalForm, language: Language): string => legalForms[form][language]

const placeholder = /\{\{\s*([\w.]+)\s*\}\}/g

/** The values of all placeholders in a language. */
function valuesFor(identity: OperatorIdentity, language: Language): Record<string, string> {
  return {
    'operator.name': identity.names[language],
    'operator.form': legalForms[identity.legalForm][language],
    'operator.bin_iin': identity.binIin,
    'operator.address': identity.addresses[language],
    'operator.email': identity.email,
    'operator.phone': shownPhone(identity.phone),
    'operator.complaints_email': identity.complaintsEmail,
    'operator.data_protection': identity.dataProtectionContact,
    'operator.working_hours': identity.workingHours[language],
    'operator.data_location': identity.dataLocation[language],
  }
}

/** The text with its placeholders filled, and the names of those that nothing fills. */
export function fillPlaceholders(
  source: string,
  identity: OperatorIdentity | undefined,
  language: Language,
): { text: string; unfilled: string[] } {
  const values = identity ? valuesFor(identity, language) : {}
  const unfilled = new Set<string>()
  const text = source.replace(placeholder, (whole, name: string) => {
    const value = values[name]
    if (value) return value
    unfilled.add(name)
    return whole
  })
  return { text, unfilled: [...unfilled] }
}

/** +77769703501 → +7 776 970 35 01; other countries' numbers as they are. */
export const shownPhone = (phone: string): string =>
  phone.replace(/^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/, '+7 $1 $2 $3 $4')
