/** SQL as tagged text: values become parameters, fragments nest, nothing is ever pasted into a statement. */
export { default as sql, empty, join, raw, type Sql } from 'sql-template-tag'
