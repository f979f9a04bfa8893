/** The beginning of the example line of a template. A file that still has this line is refused. */
export const EXAMPLE = '示例'
