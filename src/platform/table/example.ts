/** With this the example line of a template begins; a file in which the line was left is refused. */
export const EXAMPLE = '示例'
