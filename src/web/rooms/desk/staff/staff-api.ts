// The desk's calls about its own staff.
import type { StaffRole } from '#rooms/accounts/contract.ts'
import type { StaffMember } from '#rooms/accounts/staff/contract.ts'
import { call } from '../../../lib/http.ts'

export type { StaffMember, StaffRole }

export const staffApi = {
  list: () => call<StaffMember[]>('GET', '/api/desk/staff'),
  appoint: (body: { email: string; role: StaffRole }) => call<void>('POST', '/api/desk/staff', { body }),
  change: (id: string, role: StaffRole) => call<void>('PATCH', `/api/desk/staff/${id}`, { body: { role } }),
  remove: (id: string) => call<void>('DELETE', `/api/desk/staff/${id}`),
}

export const staffKey = ['staff'] as const
