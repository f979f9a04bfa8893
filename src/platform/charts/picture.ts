import { readFile } from 'node:fs/promises'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import { inProject } from '../project.ts'
import { type BarTable, drawBars, type Look } from './bars.ts'

/**
 * Charts as PNG, for files in which a program of the reader cannot draw. The font comes with the service, so
 * a server without Chinese fonts writes the same picture.
 */
const FAMILY = 'Noto Sans CJK SC'

/** Pixels of the picture for each pixel of its size: sharp on paper. */
const ZOOM = 3

export interface Picture {
  png: Buffer
  /** The size at which it is shown, in pixels of 96 to the inch. */
  width: number
  height: number
}

/** A bar chart as PNG. */
export async function pictureOfBars(table: BarTable, look: Look): Promise<Picture> {
  const font = await tools()
  const { svg, width, height } = drawBars(table, { ...look, family: FAMILY })
  const drawing = new Resvg(svg, {
    font: { fontBuffers: [font], defaultFontFamily: FAMILY },
    fitTo: { mode: 'zoom', value: ZOOM }
  })
  const drawn = drawing.render()
  try {
    return { png: Buffer.from(drawn.asPng()), width, height }
  } finally {
    // Memory outside of JavaScript, which nothing else gives back.
    drawn.free()
    drawing.free()
  }
}

let loading: Promise<Uint8Array> | undefined

/** The font, once the program that draws is ready. Both are loaded once, at the first picture. */
function tools(): Promise<Uint8Array> {
  loading ??= load().catch((fault: unknown) => {
    loading = undefined
    throw fault
  })
  return loading
}

async function load(): Promise<Uint8Array> {
  await initWasm(readFile(program()))
  return readFile(inProject('data/fonts/noto-sans-cjk-sc-gb2312.otf'))
}

/** The program in its package, or copied into the bundle. */
function program(): URL {
  const isSource = import.meta.url.endsWith('.ts')
  return new URL(
    isSource ? import.meta.resolve('@resvg/resvg-wasm/index_bg.wasm') : './resvg.wasm',
    import.meta.url
  )
}
