// The register of processing that the law asks of whoever keeps personal data: for which purpose, whose, which, on what ground, how long,
// who gets it, whether it leaves the country or becomes public. This table is the only place where that is written down; the desk's page
// and the table for spreadsheets are made from it. `tables` names where the data stands.
export interface Processing {
  purpose: 'account' | 'teamwork' | 'security' | 'evidence' | 'history' | 'mail' | 'leads' | 'complaints' | 'agreements'
  subjects: readonly ('users' | 'visitors' | 'complainants' | 'payers')[]
  data: readonly (
    | ('name' | 'email' | 'language' | 'credentials' | 'membership' | 'comments' | 'sessions' | 'network')
    | ('user_agent' | 'acceptances' | 'actions' | 'letters' | 'phone' | 'message' | 'requisites')
  )[]
  basis: 'consent' | 'contract' | 'law' | 'own_act'
  term: 'account_lives' | 'team_lives' | 'days_90' | 'months_12' | 'years_3' | 'years_5'
  recipients: readonly ('team' | 'hosting' | 'mail_server' | 'authorities')[]
  crossBorder: boolean
  published: boolean
  tables: readonly string[]
}

export const processing: readonly Processing[] = [
  {
    ...{ purpose: 'account', subjects: ['users'], data: ['name', 'email', 'language', 'credentials'] },
    ...{ basis: 'consent', term: 'account_lives', recipients: ['hosting'], crossBorder: false, published: false },
    tables: ['person'],
  },
  {
    ...{ purpose: 'teamwork', subjects: ['users'], data: ['name', 'email', 'membership', 'comments'] },
    ...{ basis: 'contract', term: 'team_lives', recipients: ['team', 'hosting'], crossBorder: false, published: false },
    tables: ['membership'],
  },
  {
    ...{ purpose: 'security', subjects: ['users'], data: ['sessions', 'network', 'user_agent'] },
    ...{ basis: 'contract', term: 'days_90', recipients: ['hosting'], crossBorder: false, published: false },
    tables: ['session', 'known_device'],
  },
  {
    ...{ purpose: 'evidence', subjects: ['users'], data: ['acceptances', 'network', 'user_agent'] },
    ...{ basis: 'law', term: 'years_3', recipients: ['hosting', 'authorities'], crossBorder: false, published: false },
    tables: ['legal_acceptance'],
  },
  {
    ...{ purpose: 'history', subjects: ['users'], data: ['actions', 'network'] },
    ...{ basis: 'contract', term: 'months_12', recipients: ['team', 'hosting'], crossBorder: false, published: false },
    tables: ['audit_entry'],
  },
  {
    ...{ purpose: 'mail', subjects: ['users'], data: ['email', 'language', 'letters'] },
    ...{ basis: 'contract', term: 'days_90', recipients: ['mail_server'], crossBorder: false, published: false },
    tables: ['person'],
  },
  {
    ...{ purpose: 'leads', subjects: ['visitors'], data: ['name', 'phone', 'email', 'message'] },
    ...{ basis: 'own_act', term: 'months_12', recipients: ['team', 'hosting'], crossBorder: false, published: false },
    tables: ['lead'],
  },
  {
    ...{ purpose: 'complaints', subjects: ['complainants'], data: ['email', 'message', 'language'] },
    ...{ basis: 'law', term: 'years_3', recipients: ['hosting', 'authorities'], crossBorder: false, published: false },
    tables: ['tour_report'],
  },
  {
    ...{ purpose: 'agreements', subjects: ['payers'], data: ['name', 'requisites'] },
    ...{ basis: 'law', term: 'years_5', recipients: ['hosting', 'authorities'], crossBorder: false, published: false },
    tables: ['team_agreement'],
  },
]
