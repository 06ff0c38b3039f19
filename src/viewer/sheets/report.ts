// The sheet by which anybody tells the operator that something in this tour is wrong. Fetched when it is opened.
import type { TourStage } from '../stage.ts'
import { adoptStyle } from '../ui/adopt-style.ts'
import { make } from '../ui/dom.ts'
import type { SheetContent } from '../ui/sheet.ts'
import { Draft } from './draft.ts'
import { looksLikeEmail, makeForm } from './form.ts'
import { policyUrl, send } from './send.ts'
import style from './sheets.css?inline'

/** As the house takes them; each has its words `viewer.report_<reason>`. */
const reasons = ['wrong_facts', 'no_rights', 'personal_data', 'forbidden', 'other'] as const

export function reportSheet(stage: TourStage): SheetContent {
  const { words, root, settings, tour } = stage
  adoptStyle(root, style)
  const draft = new Draft(`report.${tour.tourId}`)
  let reason = draft.get('reason') || 'wrong_facts'
  const choices = reasons.map((each) => {
    const input = make('input', { type: 'radio', name: 'reason', value: each, checked: each === reason })
    input.addEventListener('change', () => {
      reason = each
      draft.set('reason', each)
    })
    return make('label', { class: 'pv-option' }, input, make('span', {}, words.say(`viewer.report_${each}`)))
  })
  const form = makeForm({
    words,
    draft,
    before: make('fieldset', {}, make('legend', {}, words.say('viewer.report_reason')), ...choices),
    fields: [
      { name: 'message', label: 'viewer.report_message', kind: 'area', longest: 4000 },
      { name: 'email', label: 'viewer.report_email', kind: 'email', autocomplete: 'email', longest: 254 },
    ],
    note: words.say('viewer.report_note'),
    policyUrl: settings.site && policyUrl(settings.site, words.language),
    check: ({ message, email = '' }) => ({
      ...(reason === 'other' && !message && { message: 'viewer.report_message_missing' }),
      ...(email && !looksLikeEmail(email) && { email: 'viewer.email_wrong' }),
    }),
    send: async (values) => {
      if (!settings.site) return { kind: 'away' }
      return send(settings.site, 'reports', { ...values, reason, sceneId: stage.scene.id, language: words.language })
    },
    explain: (code) => {
      if (code === 'accounts.email_invalid') return { field: 'email', key: 'viewer.email_wrong' }
      return { key: code === 'accounts.too_many_attempts' ? 'viewer.send_too_often' : 'viewer.send_refused' }
    },
    thank: (answer) => words.say('viewer.report_sent', { number: numberOf(answer) }),
  })
  return { title: words.say('viewer.report'), body: make('div', { class: 'pv-sheet' }, form) }
}

const numberOf = (answer: unknown) =>
  typeof answer === 'object' && answer !== null && 'number' in answer ? String(answer.number) : ''
