/** The fields of an error, of Node or of PostgreSQL, that decide what to do about it. */
interface Thrown {
  name: string
  message: string
  code: string | undefined
  /** Of PostgreSQL: the violated constraint. */
  constraint: string | undefined
  severity: string | undefined
}

/** Reads whatever was thrown as an error. Anything can be thrown, so each field may be missing. */
export function errorOf(thrown: unknown): Thrown {
  const { name = '', message = '', code, constraint, severity }: Partial<Thrown> = Object(thrown)
  return { name, message, code, constraint, severity }
}
