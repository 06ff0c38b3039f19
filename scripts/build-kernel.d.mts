/** The kernel's bytes; the same source and compiler version give the same bytes. */
export function compileKernel(): Promise<Uint8Array>
