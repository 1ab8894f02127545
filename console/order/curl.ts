export { curlOf } from '../app/curl.ts'
