/** SQL as tagged templates: values become parameters, fragments can be nested, and no value is ever pasted into a statement. */
export { default as sql, empty, join, raw, type Sql } from 'sql-template-tag'
