/** The languages that reports are written in, by their codes: one line each. */
export { default as en } from './en.ts';
export { default as ja } from './ja.ts';
