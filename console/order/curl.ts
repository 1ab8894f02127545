export { curlOf } from '../base/curl.ts'
