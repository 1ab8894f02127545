declare module '*.css'

/** True in builds for development, which have the page of all parts. */
declare const __KIT__: boolean
