// The operator's staff over HTTP: owners appoint, change and remove; auditors may look.
import { z } from 'zod'
import type { Routes } from '#platform/http.ts'
import { proven, staffIn } from '../policies.ts'
import { AppointStaff, ChangeStaff, StaffMember, StaffPath } from './contract.ts'
import { appointStaff, changeStaff, listStaff, removeStaff } from './staff.ts'

export function staffRoutes(on: Routes): void {
  on.get('/api/desk/staff', {
    who: staffIn('auditor'),
    reply: z.array(StaffMember),
    answer: ({ db }) => listStaff(db),
  })

  on.post('/api/desk/staff', {
    who: proven(staffIn()),
    body: AppointStaff,
    answer: ({ tx, tools, who, body, now }) => appointStaff(tx, tools, who, body.email, body.role, now),
  })

  on.patch('/api/desk/staff/:personId', {
    who: proven(staffIn()),
    params: StaffPath,
    body: ChangeStaff,
    answer: ({ tx, who, params, body, now }) => changeStaff(tx, who, params.personId, body.role, now),
  })

  on.delete('/api/desk/staff/:personId', {
    who: proven(staffIn()),
    params: StaffPath,
    answer: ({ tx, who, params, now }) => removeStaff(tx, who, params.personId, now),
  })
}
