// An invitation on its way through signing in or registering. It stays in its tab; only who goes to register, and comes back by the link
// of a mail in another tab, finds it in this browser for a day. No server log ever holds it.
const place = 'panoqor.invitation'
const dayMs = 86_400_000

export function keepInvitation(token: string): void {
  sessionStorage.setItem(place, token)
}

export function keepForRegistration(token: string): void {
  localStorage.setItem(place, `${Date.now() + dayMs} ${token}`)
}

export function waitsForRegistration(): boolean {
  return forRegistration() !== ''
}

/** The one of this tab; else the one that waited for a registration, which belongs to this tab from now on. */
export function takeInvitation(): string {
  const waiting = forRegistration()
  localStorage.removeItem(place)
  if (waiting && !sessionStorage.getItem(place)) keepInvitation(waiting)
  return sessionStorage.getItem(place) ?? ''
}

export function forgetInvitation(): void {
  sessionStorage.removeItem(place)
}

function forRegistration(): string {
  const [until, token = ''] = (localStorage.getItem(place) ?? '').split(' ')
  return Number(until) > Date.now() ? token : ''
}
