/** `node docker/health.ts /livez`: ends with 0 when the service in this container says that all is well. */
const url = `http://127.0.0.1:${process.env.PORT}${process.argv[2]}`
const { ok } = await fetch(url, { headers: { connection: 'close' }, signal: AbortSignal.timeout(4000) })
process.exitCode = ok ? 0 : 1
