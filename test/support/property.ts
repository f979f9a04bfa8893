import fc from 'fast-check'

/**
 * Property tests try the same cases on every run, so that a failure tells of the change at hand and not of
 * luck. `PROPERTY_SEED=7 npm test` tries others.
 */
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 20190307) })

export { fc }
