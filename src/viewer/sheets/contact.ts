// The sheet by which a visitor reaches the publisher: links that call or write, and a message from here. Fetched when it is opened.

import { type ContactLink, contactLinks } from '#tour/contact-links.ts'
import type { Contact } from '#tour/tour.ts'
import type { TourStage } from '../stage.ts'
import { adoptStyle } from '../ui/adopt-style.ts'
import { icon, make } from '../ui/dom.ts'
import type { SheetContent } from '../ui/sheet.ts'
import { Draft } from './draft.ts'
import { looksLikeEmail, looksLikePhone, makeForm } from './form.ts'
import { policyUrl, seenOn, send } from './send.ts'
import style from './sheets.css?inline'

const ways: Record<ContactLink['way'], { name: string; icon: string }> = {
  phone: {
    name: 'viewer.call',
    icon: 'M5 4h4l1.5 5L8 10.5a12 12 0 0 0 5.5 5.5l1.5-2.5 5 1.5v4a1.5 1.5 0 0 1-1.6 1.5A16 16 0 0 1 3.5 5.6 1.5 1.5 0 0 1 5 4z',
  },
  whatsapp: { name: 'viewer.whatsapp', icon: 'M4 20l1.3-4A8 8 0 1 1 8 18.9zM9 9c0 3.5 2.5 6 6 6' },
  telegram: { name: 'viewer.telegram', icon: 'M21 4L3 11l6 2.5L11.5 20 21 4zM9 13.5L16 8' },
  email: { name: 'viewer.email', icon: 'M4 6h16v12H4zM4 7l8 6 8-6' },
}

export function contactSheet(stage: TourStage): SheetContent {
  const { tour, words, root } = stage
  adoptStyle(root, style)
  const { contact } = tour
  const body = make('div', { class: 'pv-sheet' })
  if (contact?.name) body.append(make('p', { class: 'pv-sheet-lead' }, contact.name))
  if (contact) body.append(linkList(stage, contact))
  if (contact?.takesMessages && stage.settings.site) body.append(messageForm(stage))
  return { title: contact?.name ? words.say('viewer.contact') : tour.publisher, body }
}

function linkList({ words }: TourStage, contact: Contact): HTMLElement {
  const items = contactLinks(contact).map(({ way, href, text }) => {
    const { name, icon: path } = ways[way]
    const outside = href.startsWith('https:')
    const link = make(
      'a',
      { href, class: 'pv-way', ...(outside && { target: '_blank', rel: 'noopener' }) },
      icon(path),
      make('span', {}, make('strong', {}, words.say(name)), make('span', { class: 'pv-muted' }, text)),
    )
    return make('li', {}, link)
  })
  return make('ul', { class: 'pv-ways', hidden: items.length === 0 }, ...items)
}

function messageForm(stage: TourStage): HTMLElement {
  const { words, tour } = stage
  return makeForm({
    words,
    draft: new Draft(`lead.${tour.tourId}`),
    fields: [
      { name: 'name', label: 'viewer.your_name', kind: 'text', autocomplete: 'name', longest: 200 },
      { name: 'phone', label: 'viewer.your_phone', kind: 'tel', autocomplete: 'tel', longest: 40 },
      { name: 'email', label: 'viewer.your_email', kind: 'email', autocomplete: 'email', longest: 254 },
      { name: 'message', label: 'viewer.your_message', kind: 'area', longest: 4000 },
    ],
    before: make('h3', {}, words.say('viewer.write_here')),
    note: words.say('viewer.lead_consent', { publisher: tour.publisher }),
    policyUrl: stage.settings.site && policyUrl(stage.settings.site, words.language),
    check,
    send: async (values) => {
      const { site } = stage.settings
      if (!site) return { kind: 'away' }
      const about = { sceneId: stage.scene.id, language: words.language, seenOn: seenOn(site) }
      return send(site, 'leads', { ...values, ...about })
    },
    explain,
    thank: () => words.say('viewer.lead_sent', { publisher: tour.publisher }),
  })
}

function check({ name, phone = '', email = '' }: Record<string, string>): Record<string, string> {
  return {
    ...(!name && { name: 'viewer.name_missing' }),
    ...(!phone && !email && { phone: 'viewer.phone_or_email' }),
    ...(phone && !looksLikePhone(phone) && { phone: 'viewer.phone_wrong' }),
    ...(email && !looksLikeEmail(email) && { email: 'viewer.email_wrong' }),
  }
}

function explain(code: string): { field?: string; key: string } {
  if (code === 'leads.phone_invalid') return { field: 'phone', key: 'viewer.phone_wrong' }
  if (code === 'leads.unreachable') return { field: 'phone', key: 'viewer.phone_or_email' }
  if (code === 'accounts.email_invalid') return { field: 'email', key: 'viewer.email_wrong' }
  return { key: code === 'accounts.too_many_attempts' ? 'viewer.send_too_often' : 'viewer.send_refused' }
}
