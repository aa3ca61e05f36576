/** The analyzer would otherwise write a path of its own into package.json. */
export default { packagejson: false, litelement: true, globs: ['src/connect-sign-in.ts'] };
