// What goes over the wire about the operator's staff.
import { z } from 'zod'
import { StaffRole } from '../contract.ts'

export const StaffMember = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  role: StaffRole,
  since: z.union([z.date().transform((date) => date.toISOString()), z.iso.datetime()]),
  /** Whether they can come in at all: the desk opens only with a second factor. */
  secondFactor: z.boolean(),
})
export type StaffMember = z.output<typeof StaffMember>

export const AppointStaff = z.strictObject({ email: z.string().trim().min(3).max(254), role: StaffRole })
export const ChangeStaff = z.strictObject({ role: StaffRole })
export const StaffPath = z.object({ personId: z.uuid() })
